package io.trunkline.vouchers.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The accounts that get no credit any more. What they have stays where it is. */
@ApplicationScoped
class ClosedAccounts {

    /** For good: sessions never opens a deactivated account again. */
    Uni<Void> close(SqlConnection transaction, UUID account, Instant at) {
        String sql = "insert into closed_account (account_id, closed_at) values ($1, $2) on conflict do nothing";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(account, at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
