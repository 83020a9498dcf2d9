package io.trunkline.kit.testing;

import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** A transaction in the test's own hand, for others to run into its locks. Rolled back at the end unless committed. */
public final class HeldTransaction implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SqlConnection connection;

    private HeldTransaction(SqlConnection connection) {
        this.connection = connection;
    }

    public static HeldTransaction begin(Pool database) {
        HeldTransaction held = new HeldTransaction(now(database.getConnection()));
        held.run("begin");
        return held;
    }

    public void run(String sql, Object... values) {
        now(connection.preparedQuery(sql).execute(Tuple.from(values)));
    }

    /** Returns once that many connections wait for locks. */
    public void awaitWaiting(long count) {
        await().atMost(PATIENCE).until(() -> waiting() >= count);
    }

    private long waiting() {
        String sql = "select count(distinct pid) from pg_locks where not granted";
        return now(connection.query(sql).execute()).iterator().next().getLong(0);
    }

    public void commit() {
        run("commit");
    }

    @Override
    public void close() {
        // After a commit this is a warning of the database, and nothing else.
        run("rollback");
        now(connection.close());
    }

    private static <T> T now(Uni<T> action) {
        return action.await().atMost(PATIENCE);
    }
}
