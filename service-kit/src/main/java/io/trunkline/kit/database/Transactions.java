package io.trunkline.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;

/** The one way to a transaction, and to any statement that must run to its end. */
@ApplicationScoped
public class Transactions {

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    /** Commits when the work succeeds, rolls back when it fails. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return toTheEnd(() -> pool.withTransaction(work));
    }

    /**
     * Runs the work to its end whoever hangs up. A cancelled transaction never gives its connection back: a few clients
     * that leave in mid-request would empty the pool for good.
     */
    public static <T> Uni<T> toTheEnd(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> work.get().memoize().indefinitely());
    }
}
