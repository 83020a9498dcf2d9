package io.trunkline.local.program;

import io.trunkline.local.postgres.EmbeddedPostgresServer;
import io.trunkline.local.process.Program;
import io.trunkline.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite's own PostgreSQL server, with a database for each service. */
final class PostgresProgram implements Program {
    private final Path home;
    private final Path log;
    private final int port;
    private final Map<String, String> passwords;
    private volatile @Nullable EmbeddedPostgresServer server;

    /** @param passwords of the services that own a database, by their names */
    PostgresProgram(Path home, Path log, int port, Map<String, String> passwords) {
        this.home = home;
        this.log = log;
        this.port = port;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int stage() {
        return 0;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public Signal signal() {
        return Signal.INT;
    }

    @Override
    public Process start() throws IOException {
        EmbeddedPostgresServer started = EmbeddedPostgresServer.start(home, port, log);
        try {
            passwords.forEach((service, password) -> started.createDatabase(service, service, password));
        } catch (UncheckedIOException e) {
            started.close();
            throw e;
        }
        server = started;
        return started.process();
    }

    @Override
    public boolean isReady() {
        EmbeddedPostgresServer current = server;
        return current != null && current.answers();
    }
}
