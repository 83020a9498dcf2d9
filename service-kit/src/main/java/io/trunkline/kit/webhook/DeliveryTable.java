package io.trunkline.kit.webhook;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.webhook.WebhookDelivery.Target;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The queue as those see it who work it off. A delivery belongs to the replica that has counted its last attempt: every later
 * change names that count, so whoever has lost it to another changes nothing.
 */
@ApplicationScoped
class DeliveryTable {

    /** Above this the backlog is only reported as "at least". */
    private static final int MOST_COUNTED = 100_000;

    private static final Duration BOTH_SECRETS_SIGN = Duration.ofHours(24);

    /**
     * Goes from endpoint to endpoint by the index, however many deliveries one of them has, and takes a few of each. The most
     * urgent come first where not all can be taken. A lease ends with the delivery's time at the latest.
     */
    private static final String CLAIM = """
            with recursive waiting as (
                (select owner, purpose from webhook_delivery
                where failed_at is null order by owner, purpose limit 1)
                union all
                select next.owner, next.purpose
                from waiting cross join lateral (
                    select owner, purpose from webhook_delivery
                    where failed_at is null and (owner, purpose) > (waiting.owner, waiting.purpose)
                    order by owner, purpose limit 1) next
            ),
            due as (
                select delivery.id
                from waiting
                left join unnest($2::uuid[], $3::text[], $4::integer[]) as busy (owner, purpose, posts)
                    on busy.owner = waiting.owner and busy.purpose = waiting.purpose
                cross join lateral (
                    select id, expires_at from webhook_delivery
                    where failed_at is null and owner = waiting.owner and purpose = waiting.purpose
                        and due_at <= $1::timestamptz and expires_at > $1::timestamptz
                    order by due_at
                    limit greatest(0, $5::integer - coalesce(busy.posts, 0))) delivery
                order by delivery.expires_at
                limit $6::integer
            ),
            mine as (
                select id, owner from webhook_delivery
                where id in (select id from due) and failed_at is null
                    and due_at <= $1::timestamptz and expires_at > $1::timestamptz
                for update skip locked
            )
            update webhook_delivery delivery
            set attempts = attempts + 1, due_at = least($7::timestamptz, expires_at)
            from mine left join webhook_secret secret on secret.owner = mine.owner
            where delivery.id = mine.id
            returning delivery.*, coalesce(secret.generation, 0) as generation,
                coalesce(secret.generation > 1 and secret.made_at > $8::timestamptz, false) as both_sign""";

    private static final String RUN_OUT = """
            select * from webhook_delivery
            where failed_at is null and expires_at <= $1 and due_at <= $1
            order by expires_at limit $2""";

    private static final String REMOVE = """
            delete from webhook_delivery where id = $1 and attempts = $2 and failed_at is null""";

    private static final String TRY_AGAIN = """
            update webhook_delivery set due_at = least($3::timestamptz, expires_at), failure = $4
            where id = $1 and attempts = $2 and failed_at is null""";

    private static final String FAIL = """
            update webhook_delivery set failed_at = $3, failure = $4
            where id = $1 and attempts = $2 and failed_at is null""";

    private static final String GIVE_UP_LATER = """
            update webhook_delivery set due_at = $3 where id = $1 and attempts = $2 and failed_at is null""";

    private static final String FORGET = """
            delete from webhook_delivery where id in (
                select id from webhook_delivery where failed_at < $1 limit $2)""";

    private static final String BACKLOG = """
            select count(*) as deliveries, min(created_at) as oldest
            from (
                select created_at from webhook_delivery
                where failed_at is null order by created_at limit $1) waiting""";

    private final Pool database;

    DeliveryTable(Pool database) {
        this.database = database;
    }

    /** @param generations of the owner's secrets that sign, the newest first */
    record Claimed(WebhookDelivery delivery, List<Integer> generations) {}

    /**
     * Takes what is due, and counts the attempt.
     *
     * @param busy how many calls are on the way to whom
     * @param mostPerTarget on the way to one, with those that are
     * @param most to take
     * @param leaseEnd when others may take it, if nothing has been heard until then
     */
    Uni<List<Claimed>> claim(Map<Target, Integer> busy, int mostPerTarget, int most, Instant now, Instant leaseEnd) {
        List<Map.Entry<Target, Integer>> targets = List.copyOf(busy.entrySet());
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(at(now))
                .addArrayOfUUID(targets.stream()
                        .map(busyOne -> busyOne.getKey().owner())
                        .toArray(UUID[]::new))
                .addArrayOfString(targets.stream()
                        .map(busyOne -> busyOne.getKey().purpose())
                        .toArray(String[]::new))
                .addArrayOfInteger(targets.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .addInteger(mostPerTarget)
                .addInteger(most)
                .addOffsetDateTime(at(leaseEnd))
                .addOffsetDateTime(at(now.minus(BOTH_SECRETS_SIGN)));
        return database.preparedQuery(CLAIM).execute(values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Claimed(delivery(row), generations(row)))
                .toList());
    }

    /** What nobody tries any more, and nobody has given up. */
    Uni<List<WebhookDelivery>> runOut(Instant now, int most) {
        return database.preparedQuery(RUN_OUT).execute(Tuple.of(at(now), most)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(DeliveryTable::delivery)
                .toList());
    }

    /** Ends a delivery; false if it is somebody else's by now. */
    Uni<Boolean> remove(SqlClient transaction, WebhookDelivery delivery) {
        return changed(transaction.preparedQuery(REMOVE).execute(Tuple.of(delivery.id(), delivery.attempts())));
    }

    /** Keeps a delivery as failed for good; false if it is somebody else's by now. */
    Uni<Boolean> fail(SqlClient transaction, WebhookDelivery delivery, String failure, Instant now) {
        return changed(transaction
                .preparedQuery(FAIL)
                .execute(Tuple.of(delivery.id(), delivery.attempts(), at(now), failure)));
    }

    /** Gives the lease back until then, or until the delivery's time is over. */
    Uni<Boolean> tryAgain(WebhookDelivery delivery, String failure, Instant due) {
        return changed(database.preparedQuery(TRY_AGAIN)
                .execute(Tuple.of(delivery.id(), delivery.attempts(), at(due), failure)));
    }

    Uni<Boolean> giveUpLater(WebhookDelivery delivery, Instant due) {
        return changed(
                database.preparedQuery(GIVE_UP_LATER).execute(Tuple.of(delivery.id(), delivery.attempts(), at(due))));
    }

    Uni<Void> forgetFailedBefore(Instant before, int most) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(at(before), most))
                .replaceWithVoid();
    }

    Uni<Backlog> backlog(Instant now) {
        return database.preparedQuery(BACKLOG).execute(Tuple.of(MOST_COUNTED)).map(rows -> {
            Row row = rows.iterator().next();
            OffsetDateTime oldest = row.getOffsetDateTime("oldest");
            return new Backlog(
                    row.getLong("deliveries"),
                    oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now));
        });
    }

    /**
     * What waits, or is on the way.
     *
     * @param deliveries how many, counted up to 100,000
     * @param age of the oldest
     */
    record Backlog(long deliveries, Duration age) {
        static final Backlog NONE = new Backlog(0, Duration.ZERO);
    }

    private static WebhookDelivery delivery(Row row) {
        return new WebhookDelivery(
                row.getUUID("id"),
                row.getUUID("owner"),
                row.getString("purpose"),
                row.getString("url"),
                row.getString("body"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static List<Integer> generations(Row row) {
        int newest = row.getInteger("generation");
        return row.getBoolean("both_sign") ? List.of(newest, newest - 1) : List.of(newest);
    }

    private static Uni<Boolean> changed(Uni<RowSet<Row>> rows) {
        return rows.map(result -> result.rowCount() == 1);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
