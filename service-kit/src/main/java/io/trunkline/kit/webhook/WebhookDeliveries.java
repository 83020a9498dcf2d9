package io.trunkline.kit.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Queues calls in the caller's transaction: they are made after its commit, or never. */
@ApplicationScoped
public class WebhookDeliveries {

    private static final String INSERT = """
            insert into webhook_delivery (id, owner, purpose, url, body, created_at, due_at, expires_at)
            select new.id, new.owner, new.purpose, endpoint.url, new.body, $6::timestamptz, $6::timestamptz, new.expires_at
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
                as new (id, owner, purpose, body, expires_at)
            join webhook_endpoint endpoint on endpoint.owner = new.owner and endpoint.purpose = new.purpose
            on conflict (id) do nothing
            returning id""";

    private final WebhookSender sender;
    private final WebhookConfig config;
    private final Clock clock;

    WebhookDeliveries(WebhookSender sender, WebhookConfig config, Clock clock) {
        this.sender = sender;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Queues all by one statement. No order is kept between them.
     *
     * @return the ids of those that will be sent: not those of owners without an endpoint, nor those that wait already
     * @throws IllegalStateException without a transaction
     */
    public Uni<Set<UUID>> queue(SqlConnection connection, List<NewDelivery> deliveries) {
        Transaction transaction = connection.transaction();
        if (transaction == null) {
            throw new IllegalStateException("No transaction for webhooks");
        }
        if (deliveries.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        transaction.completion().subscribe().with(committed -> sender.wake(), rolledBack -> {});
        return connection.preparedQuery(INSERT).execute(values(deliveries)).map(rows -> {
            Set<UUID> queued = new HashSet<>();
            rows.forEach(row -> queued.add(row.getUUID("id")));
            return queued;
        });
    }

    private Tuple values(List<NewDelivery> deliveries) {
        Instant now = clock.instant();
        Instant latest = now.plus(config.patience());
        return Tuple.tuple()
                .addArrayOfUUID(array(deliveries, NewDelivery::id, UUID[]::new))
                .addArrayOfUUID(array(deliveries, NewDelivery::owner, UUID[]::new))
                .addArrayOfString(array(deliveries, NewDelivery::purpose, String[]::new))
                .addArrayOfString(array(deliveries, NewDelivery::body, String[]::new))
                .addArrayOfOffsetDateTime(
                        array(deliveries, delivery -> at(delivery.expiresAtOr(latest)), OffsetDateTime[]::new))
                .addOffsetDateTime(at(now));
    }

    private static <T> T[] array(List<NewDelivery> deliveries, Function<NewDelivery, T> part, IntFunction<T[]> make) {
        return deliveries.stream().map(part).toArray(make);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
