package io.trunkline.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {
    /** Shared, because setting up a data folder takes seconds; each test leaves it whole, or proves that it does. */
    @TempDir
    static Path home;

    @Test
    void isDurableAndGivesEachServiceADatabaseThatOnlyItMayOpen() throws SQLException {
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.startTemporary()) {
            server.createDatabase("one", "one", "it's a 'secret'");
            server.createDatabase("two", "two", "other");
            server.createDatabase("two", "two", "changed");

            try (Connection connection = connect(server, "one", "one", "it's a 'secret'")) {
                assertThat(query(connection, "select current_setting('fsync')")).isEqualTo("on");
                assertThat(query(connection, "select current_setting('synchronous_commit')"))
                        .isEqualTo("on");
            }
            assertThatThrownBy(() -> connect(server, "two", "one", "it's a 'secret'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> connect(server, "two", "two", "other"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsRowsOverAStopAndOverTheKillOfEverything() throws Exception {
        int port = freePort();
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(home, port, home.resolve("log"))) {
            server.createDatabase("rows", "rows", "secret");
            write(server, "create table kept (n int)");
            write(server, "insert into kept values (1)");
        }

        EmbeddedPostgresServer killed = EmbeddedPostgresServer.start(home, port, home.resolve("log"));
        write(killed, "insert into kept values (2)");
        killed.process().destroyForcibly().onExit().join();

        EmbeddedPostgresServer leftBehind = EmbeddedPostgresServer.start(home, port, home.resolve("log"));
        write(leftBehind, "insert into kept values (3)");
        try (EmbeddedPostgresServer next = EmbeddedPostgresServer.start(home, port, home.resolve("log"))) {
            await().until(() -> !leftBehind.process().isAlive());
            try (Connection connection = connect(next, "rows", "rows", "secret")) {
                assertThat(query(connection, "select string_agg(n::text, ',' order by n) from kept"))
                        .isEqualTo("1,2,3");
            }
        }
        assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void aTemporaryOneKeepsItsRowsAndItsPortOverAKill() throws Exception {
        try (EmbeddedPostgresServer server = EmbeddedPostgresServer.startTemporary()) {
            server.createDatabase("rows", "rows", "secret");
            write(server, "create table kept (n int)");
            write(server, "insert into kept values (1)");

            server.kill();
            assertThat(server.answers()).isFalse();
            server.startAgain();

            try (Connection connection = connect(server, "rows", "rows", "secret")) {
                assertThat(query(connection, "select string_agg(n::text, ',') from kept"))
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void aLockFileThatNamesAnUnrelatedProcessHurtsNeitherOfThem() throws Exception {
        int port = freePort();
        EmbeddedPostgresServer.start(home, port, home.resolve("log")).close();
        Process unrelated = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(home.resolve("data/postmaster.pid"), unrelated.pid() + "\n");

            EmbeddedPostgresServer.start(home, port, home.resolve("log")).close();

            assertThat(unrelated.isAlive()).isTrue();
        } finally {
            unrelated.destroyForcibly();
        }
    }

    @Test
    void rootWithoutUserNameSpacesHandsTheServerToAnUnprivilegedUser() throws Exception {
        assumeTrue(ServerUser.find().uid() == 0, "only root needs it");

        try (EmbeddedPostgresServer server =
                EmbeddedPostgresServer.start(home, freePort(), home.resolve("log"), null, ServerUser.unprivileged())) {
            assertThat(server.answers()).isTrue();
            assertThat(Files.getAttribute(Path.of("/proc/" + server.process().pid()), "unix:uid"))
                    .isEqualTo(65534);
        }
    }

    @Test
    void namesTheLastLogLinesWhenItDoesNotStart() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(home, stranger.getLocalPort(), home.resolve("log")))
                    .hasMessageContaining("could not bind");
        }
    }

    private static void write(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server, "rows", "rows", "secret");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgresServer server, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database), user, password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
