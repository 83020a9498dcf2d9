package io.trunkline.vouchers.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which proved telephone number belongs to which account. A number belongs to one account at a time. */
@ApplicationScoped
public class AccountPhones {

    /** What comes late, of an older time, changes nothing. */
    private static final String TELL = """
            insert into account_phone (account_id, phone, told_at) values ($1, $2, $3)
            on conflict (account_id) do update set phone = excluded.phone, told_at = excluded.told_at
            where account_phone.told_at <= excluded.told_at""";

    /** Nobody may go by the number that he had before: what was told of it last decides, though it may have come first. */
    private static final String PHONE = """
            select phone from account_phone own
            where account_id = $1 and phone is not null and not exists (
                select 1 from account_phone other
                where other.phone = own.phone and other.account_id <> own.account_id and other.told_at >= own.told_at)""";

    private final Pool pool;

    AccountPhones(Pool pool) {
        this.pool = pool;
    }

    /** @param phone null if the account has none from then on */
    Uni<Void> tell(SqlConnection transaction, UUID account, @Nullable E164 phone, Instant at) {
        return transaction
                .preparedQuery(TELL)
                .execute(Tuple.of(account, phone == null ? null : phone.number(), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Null if it has none, or none that is known here. */
    public Uni<@Nullable E164> of(UUID account) {
        return pool.preparedQuery(PHONE)
                .execute(Tuple.of(account))
                .map(rows ->
                        rows.size() == 0 ? null : E164.of(rows.iterator().next().getString("phone")));
    }
}
