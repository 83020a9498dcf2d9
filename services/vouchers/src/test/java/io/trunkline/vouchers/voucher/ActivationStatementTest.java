package io.trunkline.vouchers.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ActivationStatementTest {

    @Inject
    ActivationStatement statement;

    @Inject
    Pool pool;

    @Test
    void isParsedOncePerConnection() {
        SqlConnection connection = pool.getConnection().await().indefinitely();
        try {
            execute(connection);
            execute(connection);

            assertThat(prepared(connection)).isEqualTo(1);
        } finally {
            connection.close().await().indefinitely();
        }
    }

    private void execute(SqlConnection connection) {
        Buffer[] hashes = {Buffer.buffer(new byte[32])};
        Redeemer redeemer = new Redeemer(UUID.randomUUID(), "192.0.2.1");
        statement
                .execute(connection, hashes, redeemer, UUID.randomUUID(), Instant.EPOCH)
                .await()
                .indefinitely();
    }

    private static long prepared(SqlConnection connection) {
        return connection
                .query("select count(*) from pg_prepared_statements where statement like 'with taken as%'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
