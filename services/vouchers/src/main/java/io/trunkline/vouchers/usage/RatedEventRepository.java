package io.trunkline.vouchers.usage;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rated events in the database. */
@ApplicationScoped
class RatedEventRepository {

    private static final String ADD = """
            insert into rated_event
                (id, source, kind, account_id, number, quantity, occurred_at, rated_at, version_id, prefix, destination,
                currency, price, charged, refusal)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[], $7::timestamptz[],
                $8::timestamptz[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[],
                $15::text[])
            on conflict (source) do nothing
            returning id""";

    private static final String SET_CHARGED = """
            update rated_event set charged = paid.charged
            from unnest($1::text[], $2::bigint[]) as paid (source, charged)
            where rated_event.source = paid.source""";

    private static final String PAGE = """
            select * from rated_event
            where id < $1 and ($2::uuid is null or account_id = $2::uuid)
                and ($3::boolean is null or (refusal is not null) = $3::boolean)
                and ($4::boolean is null or coalesce(charged < price, false) = $4::boolean)
            order by id desc limit $5""";

    private final Pool pool;

    RatedEventRepository(Pool pool) {
        this.pool = pool;
    }

    /** Returns those that are new: what has been rated before stays as it is. */
    Uni<List<RatedEvent>> add(SqlConnection transaction, List<RatedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(events);
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(array(events, RatedEvent::id, UUID[]::new))
                .addArrayOfString(array(events, RatedEvent::source, String[]::new))
                .addArrayOfString(array(events, RatedEvent::kind, String[]::new))
                .addArrayOfUUID(array(events, RatedEvent::account, UUID[]::new))
                .addArrayOfString(array(events, RatedEvent::number, String[]::new))
                .addArrayOfLong(array(events, RatedEvent::quantity, Long[]::new))
                .addArrayOfOffsetDateTime(array(events, event -> at(event.occurredAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(events, event -> at(event.ratedAt()), OffsetDateTime[]::new))
                .addArrayOfUUID(array(events, RatedEvent::version, UUID[]::new))
                .addArrayOfString(array(events, RatedEvent::prefix, String[]::new))
                .addArrayOfString(array(events, RatedEvent::destination, String[]::new))
                .addArrayOfString(array(events, event -> currency(event.price()), String[]::new))
                .addArrayOfLong(array(events, event -> minor(event.price()), Long[]::new))
                .addArrayOfLong(array(events, event -> minor(event.charged()), Long[]::new))
                .addArrayOfString(array(events, RatedEvent::refusal, String[]::new));
        return transaction.preparedQuery(ADD).execute(values).map(rows -> {
            Set<UUID> added = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .collect(Collectors.toSet());
            return events.stream().filter(event -> added.contains(event.id())).toList();
        });
    }

    Uni<Void> setCharged(SqlConnection transaction, List<String> sources, List<Money> charged) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(sources.toArray(String[]::new))
                .addArrayOfLong(charged.stream().map(Money::minor).toArray(Long[]::new));
        return transaction.preparedQuery(SET_CHARGED).execute(values).replaceWithVoid();
    }

    /**
     * Newest first.
     *
     * @param account null for all
     * @param refused null for those with a price and those without
     * @param uncollected null for those that were paid in full and those that were not
     */
    Uni<Page<RatedEvent>> page(
            @Nullable UUID account, @Nullable Boolean refused, @Nullable Boolean uncollected, PageRequest page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(page.before(), account, refused, uncollected, page.limitPlusOne()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RatedEventRepository::event)
                        .toList())
                .map(events -> Page.of(events, page, RatedEvent::id));
    }

    private static RatedEvent event(Row row) {
        String currency = row.getString("currency");
        return new RatedEvent(
                row.getUUID("id"),
                row.getString("source"),
                row.getString("kind"),
                row.getUUID("account_id"),
                row.getString("number"),
                row.getLong("quantity"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getOffsetDateTime("rated_at").toInstant(),
                row.getUUID("version_id"),
                row.getString("prefix"),
                row.getString("destination"),
                currency == null ? null : Money.ofMinor(row.getLong("price"), currency),
                currency == null ? null : Money.ofMinor(row.getLong("charged"), currency),
                row.getString("refusal"));
    }

    private static <T> @Nullable T[] array(
            List<RatedEvent> events, Function<RatedEvent, @Nullable T> part, IntFunction<@Nullable T[]> maker) {
        return events.stream().map(part).toArray(maker);
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currencyCode();
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
