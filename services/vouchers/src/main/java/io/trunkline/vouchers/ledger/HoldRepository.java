package io.trunkline.vouchers.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds as others ask for them. */
@ApplicationScoped
public class HoldRepository {

    private final Pool pool;

    HoldRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whose credit is held, and whether it still is. */
    public record Held(UUID id, UUID account, Currency currency, String state) {

        /** Whether it was released, or its time was over. */
        public boolean isGivenBack() {
            return state.equals(HeldCredit.State.RELEASED.text()) || state.equals(HeldCredit.State.EXPIRED.text());
        }
    }

    /** Null if there is none of that id whose source begins so. */
    public Uni<@Nullable Held> byId(UUID id, String source) {
        String sql = "select id, account_id, currency, state from hold where id = $1 and starts_with(source, $2)";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(id, source))
                .map(rows -> rows.size() == 0 ? null : held(rows.iterator().next()));
    }

    /** Open ones whose time is over. */
    Uni<List<Held>> due(Instant now, int most) {
        String sql = """
                select id, account_id, currency, state from hold
                where state = 'open' and expires_at <= $1 order by expires_at limit $2""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HoldRepository::held)
                        .toList());
    }

    private static Held held(Row row) {
        return new Held(
                row.getUUID("id"),
                row.getUUID("account_id"),
                Currency.getInstance(row.getString("currency")),
                row.getString("state"));
    }
}
