package io.trunkline.local.postgres;

import io.trunkline.local.folder.FolderTree;
import io.trunkline.local.folder.TemporaryFolder;
import io.trunkline.local.process.Child;
import io.trunkline.local.process.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of this machine, listening on 127.0.0.1 only and as durable as a real one: rows that were committed
 * survive the kill of any process. It runs as a child process; {@link #close()} stops it. Safe for use by several threads.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
    /** A server that was killed first reads its log again. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final String SUPERUSER = "postgres";

    /** Small and durable: sizes fit a laptop, nothing trades safety for speed. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "64MB",
            "max_connections", "200",
            "io_method", "sync",
            "jit", "off"));

    private final Path home;
    private final Path log;
    private final int port;
    private final List<String> command;
    private final @Nullable TemporaryFolder temporary;
    private volatile Process process;

    private EmbeddedPostgresServer(
            Path home, Path log, int port, List<String> command, @Nullable TemporaryFolder temporary)
            throws IOException {
        this.home = home;
        this.log = log;
        this.port = port;
        this.command = command;
        this.temporary = temporary;
        this.process = run(command, log);
    }

    /**
     * Starts a server with an empty data folder on a free port; its data is deleted when it is closed. Also stops and
     * removes temporary servers whose processes were killed.
     *
     * @throws UncheckedIOException if the server does not start
     */
    public static EmbeddedPostgresServer startTemporary() {
        try {
            TemporaryFolder folder = TemporaryFolder.create(
                    "trunkline-postgres-", abandoned -> Postmaster.stopLeftover(abandoned.resolve("data")));
            Path log = folder.path().resolve("postgres.log");
            EmbeddedPostgresServer server = start(folder.path(), freePort(), log, folder, ServerUser.find());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /**
     * Starts the server whose programs and data are in {@code home}, creating them at the first time. A server that a
     * killed starter left running there is stopped first. Returns when the server answers.
     *
     * @param port 1 to 65535, free on 127.0.0.1
     * @param log what the server prints is added there
     * @throws IOException if the server does not start within a minute; the message ends with its last log lines
     */
    public static EmbeddedPostgresServer start(Path home, int port, Path log) throws IOException {
        return start(home, port, log, null, ServerUser.find());
    }

    static EmbeddedPostgresServer start(
            Path home, int port, Path log, @Nullable TemporaryFolder temporary, ServerUser user) throws IOException {
        Path absolute = home.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        PostgresPrograms programs = PostgresPrograms.unpackedIn(absolute.resolve("programs"));
        Path data = absolute.resolve("data");
        Postmaster.stopLeftover(data);
        if (!Files.exists(data)) {
            initialise(programs, absolute, log, user, temporary != null);
        }
        user.own(absolute);
        user.own(programs.folder());
        List<String> command = user.command(command(programs, data, port));
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(absolute, log, port, command, temporary);
        server.awaitReady();
        return server;
    }

    /** Always the loopback address. */
    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** The server process, whose children are the server's own. */
    public Process process() {
        return process;
    }

    /**
     * Makes sure that the role exists with this password and that it owns a database which nobody else may connect to.
     *
     * @throws UncheckedIOException if the server refuses
     */
    public void createDatabase(String name, String user, String password) {
        try (Connection connection = superuser().getConnection()) {
            boolean known = exists(connection, "select from pg_roles where rolname = ?", user);
            execute(connection, (known ? "alter" : "create") + " role %I login password %L", user, password);
            if (!exists(connection, "select from pg_database where datname = ?", name)) {
                execute(connection, "create database %I owner %I", name, user);
            }
            execute(connection, "revoke all on database %I from public", name);
        } catch (SQLException | IOException e) {
            throw new UncheckedIOException(new IOException("Cannot create the database " + name, e));
        }
    }

    /** kill -9 of the server and of every process that serves a connection; returns when all are gone. */
    public synchronized void kill() {
        // Asked for first: who outlives the server has another parent then.
        List<ProcessHandle> backends = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        backends.forEach(ProcessHandle::destroyForcibly);
        backends.forEach(backend -> backend.onExit().join());
    }

    /**
     * Starts the killed server once more on its data and its port; returns when it answers.
     *
     * @throws IOException if it does not start within a minute
     */
    public synchronized void startAgain() throws IOException {
        Postmaster.stopLeftover(home.resolve("data"));
        process = run(command, log);
        awaitReady();
    }

    /** Stops the server and waits for its end; closing again does nothing. */
    @Override
    public synchronized void close() {
        try {
            if (process.isAlive()) {
                Postmaster.stop(process.pid());
            }
            if (temporary != null) {
                temporary.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    /** Works beside the data folder and renames at the end: what a kill leaves half done is never taken for a server. */
    private static void initialise(PostgresPrograms programs, Path home, Path log, ServerUser user, boolean temporary)
            throws IOException {
        Path unfinished = home.resolve("data.unfinished");
        FolderTree.delete(unfinished);
        Files.createDirectories(unfinished);
        Path password = writePassword(passwordFile(home));
        user.own(home);
        user.own(unfinished);
        user.own(password);
        List<String> command = List.of(
                programs.initdb().toString(),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                temporary ? "--no-sync" : "--sync-method=fsync",
                "--auth=scram-sha-256",
                "--encoding=UTF-8",
                "--locale=C.UTF-8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (awaitExit(run(user.command(command), log)) != 0) {
            throw new IOException("PostgreSQL cannot set up its data in " + home + lastLines(log));
        }
        Files.move(unfinished, home.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Process run(List<String> command, Path log) throws IOException {
        return Child.start(command, Path.of("/"), Map.of(), log);
    }

    private static List<String> command(PostgresPrograms programs, Path data, int port) {
        List<String> command = new ArrayList<>();
        command.add(programs.postgres().toString());
        command.addAll(List.of("-D", data.toString(), "-p", "" + port));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private static Path writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, HexFormat.of().formatHex(random));
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL ended while it was starting" + lastLines(log));
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(
                        "PostgreSQL does not answer after " + START_TIMEOUT.toSeconds() + " s" + lastLines(log));
            }
            pause();
        }
    }

    /** Whether the server takes connections. */
    public boolean answers() {
        try (Connection connection = superuser().getConnection()) {
            return connection.isValid(2);
        } catch (SQLException | IOException e) {
            return false; // Not yet listening, or still recovering: asked again until the deadline.
        }
    }

    private PGSimpleDataSource superuser() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host()});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(SUPERUSER);
        source.setPassword(Files.readString(passwordFile(home)));
        source.setConnectTimeout(2);
        return source;
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The server quotes the arguments itself: statements about roles and databases take no parameters. */
    private static void execute(Connection connection, String template, String... arguments) throws SQLException {
        String placeholders = ", ?".repeat(arguments.length);
        String quoted;
        try (PreparedStatement format = connection.prepareStatement("select format(?" + placeholders + ")")) {
            format.setString(1, template);
            for (int i = 0; i < arguments.length; i++) {
                format.setString(i + 2, arguments[i]);
            }
            try (ResultSet rows = format.executeQuery()) {
                rows.next();
                quoted = rows.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(quoted);
        }
    }

    private static Path passwordFile(Path home) {
        return home.resolve("superuser-password");
    }

    private static String lastLines(Path log) throws IOException {
        return "; last lines of " + log + ":\n    " + String.join("\n    ", LogTail.of(log, 15));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int awaitExit(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was being set up", e);
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
