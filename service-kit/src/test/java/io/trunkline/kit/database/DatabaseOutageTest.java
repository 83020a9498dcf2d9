package io.trunkline.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.testing.Infrastructure;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DatabaseOutageTest {

    @Inject
    Pool pool;

    @Inject
    DatabaseOutage outage;

    @Test
    void whoeverHoldsAConnectionThatTheDatabaseHasEndedMeetsAnOutage() {
        List<Throwable> failures = pool.withConnection(connection -> Uni.combine()
                        .all()
                        .unis(
                                closed(connection),
                                failureOf(connection, "select pg_terminate_backend(pg_backend_pid())"))
                        .with((closed, ended) -> ended)
                        .chain(ended -> failureOf(connection, "select 1").map(next -> List.of(ended, next))))
                .await()
                .indefinitely();

        assertThat(failures).allMatch(outage::isBehind);
        // Else this would not be about the failure that has no type of its own.
        assertThat(failures).last().isInstanceOf(NoStackTraceThrowable.class);
    }

    private static Uni<Boolean> closed(SqlConnection connection) {
        return Uni.createFrom().emitter(emitter -> connection.closeHandler(() -> emitter.complete(true)));
    }

    @Test
    void whatTheDatabaseRefusesIsNoOutage() {
        Throwable refusal = pool.withConnection(connection -> failureOf(connection, "select 1 / 0"))
                .await()
                .indefinitely();

        assertThat(refusal).matches(failure -> !outage.isBehind(failure));
    }

    private static Uni<Throwable> failureOf(SqlConnection connection, String sql) {
        return connection
                .query(sql)
                .execute()
                .<Throwable>map(rows -> new AssertionError("It was done: " + sql))
                .onFailure()
                .recoverWithItem(failure -> failure);
    }
}
