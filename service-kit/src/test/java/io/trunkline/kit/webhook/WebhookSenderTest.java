package io.trunkline.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.TestClock;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.testing.Customer;
import io.trunkline.kit.testing.Customer.Call;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Together;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class WebhookSenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    WebhookDeliveries deliveries;

    @Inject
    WebhookEndpoints endpoints;

    @Inject
    WebhookSender sender;

    @Inject
    DeliveryTable table;

    @Inject
    WebhookClient client;

    @Inject
    WebhookSecrets secrets;

    @Inject
    WebhookPurposes purposes;

    @Inject
    WebhookMetrics metrics;

    @Inject
    WebhookConfig config;

    @Inject
    Transactions transactions;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    TestClock clock;

    private final Customer customer = new Customer();
    private final UUID owner = UUID.randomUUID();

    @BeforeEach
    void theCustomerHasAnEndpoint() {
        set(owner, customer);
    }

    @AfterEach
    void close() {
        clock.reset();
        endpoints.remove(owner, "note").await().atMost(PATIENCE);
        customer.close();
    }

    private void set(UUID whose, Customer there) {
        endpoints.set(whose, "note", there.url()).await().atMost(PATIENCE);
    }

    private UUID queue(UUID whose) {
        return queue(whose, null);
    }

    private UUID queue(UUID whose, Instant expiresAt) {
        UUID id = UUID.randomUUID();
        assertThat(queue(new NewDelivery(id, whose, "note", "{\"note\":1}", expiresAt)))
                .containsExactly(id);
        return id;
    }

    private Set<UUID> queue(NewDelivery... some) {
        return transactions
                .inTransaction(transaction -> deliveries.queue(transaction, List.of(some)))
                .await()
                .atMost(PATIENCE);
    }

    /** The row of a delivery; null if it is gone. */
    private Row row(UUID id) {
        var rows = pool.preparedQuery("select * from webhook_delivery where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE);
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    private void awaitGone(UUID id) {
        await().atMost(PATIENCE).until(() -> row(id) == null);
    }

    private void awaitFailed(UUID id, String failure) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(id))
                .satisfies(row -> assertThat(row.getOffsetDateTime("failed_at")).isNotNull())
                .satisfies(row -> assertThat(row.getString("failure")).isEqualTo(failure)));
    }

    private void awaitFailure(UUID id, int attempts, String failure) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(id))
                .satisfies(row -> assertThat(row.getInteger("attempts")).isEqualTo(attempts))
                .satisfies(row -> assertThat(row.getString("failure")).isEqualTo(failure)));
    }

    /** What the purpose has kept of a delivery's end, each time. */
    private List<String> notes(UUID id) {
        var rows = pool.preparedQuery("select text from note where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("text"))
                .toList();
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** Returns when everything that was due before has been looked at. */
    private void awaitALook() {
        try (Customer other = new Customer()) {
            UUID another = UUID.randomUUID();
            set(another, other);
            awaitGone(queue(another));
            endpoints.remove(another, "note").await().atMost(PATIENCE);
        }
    }

    @Test
    void whatIsCommittedArrivesSigned() {
        String secret = endpoints.newSecret(owner).await().atMost(PATIENCE);
        customer.reply(200, "thanks");

        UUID id = queue(owner);

        Call call = customer.calls(1).getFirst();
        assertThat(call.path()).isEqualTo("/hook");
        assertThat(call.id()).isEqualTo(id.toString());
        assertThat(call.body()).isEqualTo("{\"note\":1}");
        assertThat(Long.parseLong(call.timestamp())).isCloseTo(clock.instant().getEpochSecond(), within(60L));
        assertThat(call.isSignedWith(secret)).isTrue();
        awaitGone(id);
        assertThat(notes(id)).containsExactly("thanks");
    }

    @Test
    void whatIsRolledBackIsNeverSent() {
        NewDelivery delivery = new NewDelivery(UUID.randomUUID(), owner, "note", "{}", null);

        assertThatThrownBy(() -> transactions
                        .inTransaction(transaction -> deliveries
                                .queue(transaction, List.of(delivery))
                                .invoke(() -> {
                                    throw new IllegalArgumentException("on purpose");
                                }))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(IllegalArgumentException.class);

        awaitALook();
        assertThat(customer.calls()).isEmpty();
    }

    @Test
    void withoutATransactionNothingIsQueued() {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            assertThatIllegalStateException().isThrownBy(() -> deliveries.queue(connection, List.of()));
        } finally {
            connection.close().await().atMost(PATIENCE);
        }
    }

    @Test
    void whoHasNoEndpointIsLeftOut() {
        UUID id = UUID.randomUUID();

        Set<UUID> queued = queue(
                new NewDelivery(UUID.randomUUID(), UUID.randomUUID(), "note", "{}", null),
                new NewDelivery(UUID.randomUUID(), owner, "another", "{}", null),
                new NewDelivery(id, owner, "note", "{}", null));

        assertThat(queued).containsExactly(id);
    }

    @Test
    void theSameIdWaitsOnce() {
        customer.hold();
        NewDelivery delivery = new NewDelivery(UUID.randomUUID(), owner, "note", "{}", null);

        assertThat(queue(delivery)).hasSize(1);
        customer.calls(1);
        assertThat(queue(delivery)).isEmpty();

        customer.release();
        awaitGone(delivery.id());
        assertThat(customer.calls()).hasSize(1);
    }

    @Test
    void itIsTriedAgainUntilItIsTaken() {
        customer.reply(500).reply(429).reply(200, "at last");
        Instant before = clock.instant().minusSeconds(1);

        UUID id = queue(owner);
        awaitFailure(id, 1, "status 500");
        assertThat(at(row(id), "due_at")).isAfter(before.plusMillis(1_500));
        clock.advance(Duration.ofSeconds(3));
        awaitFailure(id, 2, "status 429");
        clock.advance(Duration.ofSeconds(5));

        List<Call> calls = customer.calls(3);
        assertThat(calls).extracting(Call::id).containsOnly(id.toString());
        assertThat(calls.getLast().timestamp()).isGreaterThan(calls.getFirst().timestamp());
        awaitGone(id);
        assertThat(notes(id)).containsExactly("at last");
    }

    @Test
    void whoIsGoneIsNotCalledAgain() {
        customer.reply(410);

        UUID id = queue(owner);

        awaitFailed(id, "refused");
        assertThat(notes(id)).containsExactly("gave up");
        clock.advance(Duration.ofHours(2));
        awaitALook();
        assertThat(customer.calls()).hasSize(1);
    }

    @Test
    void whatRunsOutIsGivenUpOnce() {
        customer.reply(500).reply(500);

        UUID id = queue(owner, clock.instant().plusSeconds(10));
        awaitFailure(id, 1, "status 500");
        assertThat(at(row(id), "due_at")).isBeforeOrEqualTo(at(row(id), "expires_at"));
        clock.advance(Duration.ofSeconds(11));

        awaitFailed(id, "expired");
        assertThat(notes(id)).containsExactly("gave up");
        clock.advance(Duration.ofHours(2));
        awaitALook();
        assertThat(customer.calls()).hasSize(1);
    }

    @Test
    void whatRunsOutWhileTheServerIsSilentIsGivenUpAtOnce() {
        customer.hold();
        UUID id = queue(owner, clock.instant().plusSeconds(10));
        customer.calls(1);

        clock.advance(Duration.ofSeconds(11));
        awaitFailed(id, "expired");

        // The answer that comes too late changes nothing.
        customer.release();
        awaitALook();
        assertThat(notes(id)).containsExactly("gave up");
    }

    @Test
    void whatHasFailedIsForgottenAfterAWeek() {
        customer.reply(410);
        UUID id = queue(owner);
        awaitFailed(id, "refused");

        clock.advance(Duration.ofDays(6));
        sender.forgetFailed().await().atMost(PATIENCE);
        assertThat(row(id)).isNotNull();

        clock.advance(Duration.ofDays(2));
        sender.forgetFailed().await().atMost(PATIENCE);
        assertThat(row(id)).isNull();
    }

    @Test
    void anAnswerThatCannotBeTakenSettlesNothing() {
        customer.reply(200, "forbidden").reply(200, "fine");

        UUID id = queue(owner);
        awaitFailure(id, 1, "not taken");
        assertThat(notes(id)).isEmpty();
        clock.advance(Duration.ofSeconds(3));

        awaitGone(id);
        assertThat(notes(id)).containsExactly("fine");
        assertThat(customer.calls()).hasSize(2);
    }

    @Test
    void aLeaseOfAReplicaThatIsGoneEnds() {
        UUID id = UUID.randomUUID();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        pool.preparedQuery("""
                        insert into webhook_delivery
                            (id, owner, purpose, url, body, attempts, created_at, due_at, expires_at)
                        values ($1, $2, 'note', $3, '{}', 1, $4, $5, $6)""")
                .execute(Tuple.from(List.of(id, owner, customer.url(), now, now.plusSeconds(30), now.plusDays(1))))
                .await()
                .atMost(PATIENCE);

        awaitALook();
        assertThat(customer.calls()).isEmpty();
        clock.advance(Duration.ofSeconds(31));

        awaitGone(id);
        assertThat(customer.calls()).extracting(Call::id).containsExactly(id.toString());
    }

    @Test
    void twoReplicasShareTheWork() {
        WebhookSender other =
                new WebhookSender(table, client, secrets, purposes, metrics, config, transactions, vertx, clock);
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(200).toList();
        NewDelivery[] some = ids.stream()
                .map(id -> new NewDelivery(id, owner, "note", "{}", null))
                .toArray(NewDelivery[]::new);

        queue(some);
        Together.call(2, replica -> {
            (replica == 0 ? sender : other).wake();
            return replica;
        });

        ids.forEach(this::awaitGone);
        assertThat(customer.calls())
                .extracting(Call::id)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @Test
    void aSlowServerHoldsUpNobodyElse() {
        customer.hold();
        List<UUID> slow = Stream.generate(() -> queue(owner)).limit(30).toList();
        customer.calls(config.onTheWayPerEndpoint());

        awaitALook();

        assertThat(customer.calls()).hasSize(config.onTheWayPerEndpoint());
        customer.release();
        slow.forEach(this::awaitGone);
    }

    @Test
    void whatWaitsMovesWithItsEndpoint() {
        customer.reply(500);
        UUID id = queue(owner);
        awaitFailure(id, 1, "status 500");

        try (Customer moved = new Customer()) {
            set(owner, moved);
            clock.advance(Duration.ofSeconds(3));

            assertThat(moved.calls(1).getFirst().id()).isEqualTo(id.toString());
            awaitGone(id);
        }
    }

    @Test
    void whatWaitsEndsWithItsEndpoint() {
        customer.reply(500);
        UUID id = queue(owner);
        awaitFailure(id, 1, "status 500");

        assertThat(endpoints.remove(owner, "note").await().atMost(PATIENCE)).isTrue();

        awaitFailed(id, "expired");
        assertThat(notes(id)).containsExactly("gave up");
    }

    @Test
    void theSecretBeforeSignsForAnotherDay() {
        String old = endpoints.newSecret(owner).await().atMost(PATIENCE);
        String current = endpoints.newSecret(owner).await().atMost(PATIENCE);

        awaitGone(queue(owner));
        clock.advance(Duration.ofHours(25));
        awaitGone(queue(owner));

        List<Call> calls = customer.calls(2);
        assertThat(calls).allMatch(call -> call.isSignedWith(current));
        assertThat(calls.getFirst().isSignedWith(old)).isTrue();
        assertThat(calls.getLast().isSignedWith(old)).isFalse();
    }

    @Test
    void whoHasAnEndpointIsKnownAtOnce() {
        UUID another = UUID.randomUUID();

        assertThat(owners()).contains(owner).doesNotContain(another);
        set(another, customer);
        assertThat(owners()).contains(another);
        endpoints.remove(another, "note").await().atMost(PATIENCE);
        assertThat(owners()).doesNotContain(another);
    }

    private Set<UUID> owners() {
        return endpoints.ownersWith("note").await().atMost(PATIENCE);
    }
}
