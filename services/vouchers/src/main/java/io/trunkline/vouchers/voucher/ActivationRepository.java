package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.outbox.Outbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes activations, once per voucher and once per Idempotency-Key. */
@ApplicationScoped
class ActivationRepository {

    private static final String OPERATION = "voucher-activation";

    private final Pool pool;
    private final Transactions transactions;
    private final ActivationStatement statement;
    private final IdempotencyKeys idempotencyKeys;
    private final Outbox outbox;
    private final Ids ids;

    ActivationRepository(
            Pool pool,
            Transactions transactions,
            ActivationStatement statement,
            IdempotencyKeys idempotencyKeys,
            Outbox outbox,
            Ids ids) {
        this.pool = pool;
        this.transactions = transactions;
        this.statement = statement;
        this.idempotencyKeys = idempotencyKeys;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Null if it cannot be done; nothing has changed then. The caller sees to it that nobody cancels this. */
    Uni<@Nullable Activation> activate(Buffer[] hashes, Redeemer redeemer, Instant now) {
        return statement.execute(pool, hashes, redeemer, ids.next(), now).invoke(outbox::wake);
    }

    /**
     * The same, unless the redeemer's key has made an activation before: then that one.
     *
     * @return null if it cannot be done; the key is not spent then
     */
    Uni<@Nullable Activation> activateOnce(String key, Buffer[] hashes, Redeemer redeemer, Instant now) {
        UUID entry = ids.next();
        return transactions
                .inTransaction(transaction -> claim(transaction, key, hashes, redeemer, entry)
                        .chain(made -> made.equals(entry)
                                ? activateOrRollBack(transaction, hashes, redeemer, entry, now)
                                : byEntry(transaction, made)))
                .invoke(outbox::wake)
                .onFailure(NotActivated.class)
                .recoverWithNull();
    }

    /** What the key stands for is told by the code's hash: the code itself is kept nowhere, not even in another hash. */
    private Uni<UUID> claim(SqlConnection transaction, String key, Buffer[] hashes, Redeemer redeemer, UUID entry) {
        String owner = redeemer.account().toString();
        String request = HexFormat.of().formatHex(hashes[0].getBytes());
        return idempotencyKeys.claim(transaction, owner, OPERATION, key, request, entry);
    }

    private Uni<Activation> activateOrRollBack(
            SqlConnection transaction, Buffer[] hashes, Redeemer redeemer, UUID entry, Instant now) {
        return statement
                .execute(transaction, hashes, redeemer, entry, now)
                .onItem()
                .ifNull()
                .failWith(NotActivated::new);
    }

    private static Uni<Activation> byEntry(SqlClient client, UUID entry) {
        String sql = """
                select lot.id as voucher_id, entry.amount as credit, entry.currency, entry.balance_after as balance,
                    lot.expires_at, entry.booked_at
                from ledger_entry entry join credit_lot lot on lot.id = substring(entry.source from '^voucher:(.*)$')::uuid
                where entry.id = $1""";
        return client.preparedQuery(sql)
                .execute(Tuple.of(entry))
                .map(rows -> rows.iterator().next())
                .map(row -> ActivationStatement.activation(
                        row, row.getOffsetDateTime("booked_at").toInstant()));
    }

    /** Rolls back the claim of a key. */
    private static final class NotActivated extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotActivated() {
            super("Not activated", null, false, false);
        }
    }
}
