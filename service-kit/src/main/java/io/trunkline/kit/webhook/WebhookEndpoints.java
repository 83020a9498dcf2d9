package io.trunkline.kit.webhook;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.OutsideAddresses;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where owners want to be called, and the secrets by which they know who calls. */
@ApplicationScoped
public class WebhookEndpoints {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final String SET = """
            with moved as (
                update webhook_delivery set url = $3::text
                where owner = $1::uuid and purpose = $2::text and failed_at is null)
            insert into webhook_endpoint (owner, purpose, url) values ($1::uuid, $2::text, $3::text)
            on conflict (owner, purpose) do update set url = excluded.url""";

    private static final String REMOVE = """
            with ended as (
                update webhook_delivery
                set expires_at = least(expires_at, $3::timestamptz), due_at = least(due_at, $3::timestamptz)
                where owner = $1::uuid and purpose = $2::text and failed_at is null)
            delete from webhook_endpoint where owner = $1::uuid and purpose = $2::text""";

    private static final String NEW_SECRET = """
            insert into webhook_secret (owner, generation, made_at) values ($1, 1, $2)
            on conflict (owner) do update
            set generation = webhook_secret.generation + 1, made_at = excluded.made_at
            returning generation""";

    private final Pool database;
    private final OutsideAddresses outside;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final Clock clock;
    /** How many changes this replica has made: whoever has read before the last of them reads again. */
    private final AtomicInteger changes = new AtomicInteger();

    private final Uni<Map<String, Set<UUID>>> owners;
    private volatile Reading last = new Reading(0, System.nanoTime() - REMEMBERED.toNanos());

    private record Reading(int changes, long startedAt) {}

    WebhookEndpoints(
            Pool database, OutsideAddresses outside, WebhookSecrets secrets, WebhookSender sender, Clock clock) {
        this.database = database;
        this.outside = outside;
        this.secrets = secrets;
        this.sender = sender;
        this.clock = clock;
        this.owners = Uni.createFrom().deferred(this::readOwners).memoize().until(this::isOutdated);
    }

    /** Those of an owner, by purpose. */
    public Uni<List<WebhookEndpoint>> of(UUID owner) {
        return database.preparedQuery("select purpose, url from webhook_endpoint where owner = $1 order by purpose")
                .execute(Tuple.of(owner))
                .map(rows -> stream(rows)
                        .map(row -> new WebhookEndpoint(row.getString("purpose"), row.getString("url")))
                        .toList());
    }

    /**
     * Sets where an owner is called for a purpose. What waits for the owner goes there, too.
     *
     * @throws Refused 400 if such an address is not called; the URL is the request's field {@code url}
     */
    public Uni<WebhookEndpoint> set(UUID owner, String purpose, String url) {
        String objection = WebhookUrl.objection(url, outside);
        if (objection != null) {
            return Uni.createFrom().failure(Refused.invalid("url", objection));
        }
        return execute(SET, Tuple.of(owner, purpose, url))
                .invoke(this::forgetOwners)
                .replaceWith(new WebhookEndpoint(purpose, url));
    }

    /** Calls the owner no more, and gives up what waits; false if there is no such endpoint. */
    public Uni<Boolean> remove(UUID owner, String purpose) {
        return execute(REMOVE, Tuple.of(owner, purpose, clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(this::forgetOwners)
                .invoke(sender::wake)
                .map(rows -> rows.rowCount() == 1);
    }

    /** A new secret, in the form {@code whsec_...}. It is told this once; the one before signs as well for another day. */
    public Uni<String> newSecret(UUID owner) {
        return execute(NEW_SECRET, Tuple.of(owner, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> secrets.text(owner, rows.iterator().next().getInteger("generation")));
    }

    /**
     * Who wants to be called for a purpose: cheap enough to be asked for every batch of events. What another replica has changed
     * is seen after a second, what this one has at once.
     */
    public Uni<Set<UUID>> ownersWith(String purpose) {
        return owners.map(byPurpose -> byPurpose.getOrDefault(purpose, Set.of()));
    }

    private Uni<Map<String, Set<UUID>>> readOwners() {
        last = new Reading(changes.get(), System.nanoTime());
        return database.query("select owner, purpose from webhook_endpoint")
                .execute()
                .map(rows -> stream(rows)
                        .collect(Collectors.groupingBy(
                                row -> row.getString("purpose"),
                                Collectors.mapping(row -> row.getUUID("owner"), Collectors.toUnmodifiableSet()))))
                .onFailure()
                .invoke(this::forgetOwners);
    }

    private boolean isOutdated() {
        Reading reading = last;
        return reading.changes() != changes.get() || System.nanoTime() - reading.startedAt() >= REMEMBERED.toNanos();
    }

    private void forgetOwners() {
        changes.incrementAndGet();
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return Transactions.toTheEnd(() -> database.preparedQuery(sql).execute(values));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
