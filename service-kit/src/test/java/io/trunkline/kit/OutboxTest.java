package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OutboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Outbox outbox;

    @Inject
    Transactions transactions;

    @Inject
    Pool pool;

    private static BalanceEvent.Restored event(UUID account, long version) {
        return new BalanceEvent.Restored(account, Money.of("1.00", "EUR"), version, AT);
    }

    private static boolean isOf(UUID account, io.trunkline.events.Event event) {
        return event instanceof BalanceEvent balance && balance.accountId().equals(account);
    }

    /** As a business does it: the aggregate's row lock is held while its event is written. */
    private Uni<Void> change(UUID account) {
        return transactions.inTransaction(transaction -> transaction
                .preparedQuery("""
                        insert into counter (key, value) values ($1, 1)
                        on conflict (key) do update set value = counter.value + 1 returning value""")
                .execute(Tuple.of(account.toString()))
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(version -> outbox.add(transaction, event(account, version))));
    }

    @Test
    void whatIsCommittedIsPublishedInItsEnvelope() {
        UUID account = UUID.randomUUID();

        change(account).await().atMost(PATIENCE);

        CloudEvent published = Topics.await(Topic.VOUCHERS_BALANCE, event -> isOf(account, event));
        assertThat(published.event()).isEqualTo(event(account, 1));
        assertThat(published.source()).isEqualTo("/trunkline/kit");
        assertThat(published.id().version()).isEqualTo(7);
    }

    @Test
    void whatIsRolledBackIsNeverPublished() {
        UUID rolledBack = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        Uni<Void> failing = transactions.inTransaction(transaction -> outbox.add(transaction, event(rolledBack, 1))
                .chain(() -> Uni.createFrom().failure(new IllegalArgumentException("on purpose"))));

        assertThatThrownBy(() -> failing.await().atMost(PATIENCE)).isInstanceOf(IllegalArgumentException.class);
        change(after).await().atMost(PATIENCE);

        Topics.await(Topic.VOUCHERS_BALANCE, event -> isOf(after, event));
        assertThat(Topics.everything(Topic.VOUCHERS_BALANCE.topicName()))
                .noneMatch(record -> record.key().startsWith(rolledBack.toString()));
    }

    @Test
    void withoutATransactionItRefuses() {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            assertThatIllegalStateException().isThrownBy(() -> outbox.add(connection, event(UUID.randomUUID(), 1)));
        } finally {
            connection.close().await().atMost(PATIENCE);
        }
    }

    @Test
    void theOrderOfAKeyIsKeptWhenTheLeaderLosesItsConnection() {
        List<UUID> accounts = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        int changes = 200;
        Uni<Void> everything = Multi.createFrom()
                .range(0, accounts.size() * changes)
                .onItem()
                .transformToUni(n -> change(accounts.get(n % accounts.size()))
                        .call(() -> n % 100 == 50
                                ? endTheLeadersConnection()
                                : Uni.createFrom().voidItem()))
                .merge(12)
                .collect()
                .last();

        everything.await().atMost(Duration.ofSeconds(60));

        for (UUID account : accounts) {
            assertThat(firstDeliveries(account, changes))
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(1, changes)
                            .boxed()
                            .toList());
        }
    }

    private Uni<Void> endTheLeadersConnection() {
        return pool.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted")
                .execute()
                .replaceWithVoid();
    }

    /** The versions as a consumer with an inbox sees them: repeats are dropped by their id. */
    private static List<Long> firstDeliveries(UUID account, int changes) {
        Topics.await(
                Topic.VOUCHERS_BALANCE, event -> isOf(account, event) && ((BalanceEvent) event).version() == changes);
        return Topics.everything(Topic.VOUCHERS_BALANCE.topicName()).stream()
                .map(record -> CloudEvent.read(Topics.headersOf(record), record.value()))
                .filter(event -> event != null && isOf(account, event.event()))
                .collect(Collectors.toMap(
                        CloudEvent::id,
                        event -> ((BalanceEvent) event.event()).version(),
                        (first, repeat) -> first,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    @Test
    void theTraceOfTheRequestTravelsWithTheEvent() {
        UUID account = UUID.randomUUID();
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        pool.preparedQuery("""
                        insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
                        values ($1, $2, $3, $4, now(), $5, $6)""")
                .execute(Tuple.from(List.of(
                        UUID.randomUUID(),
                        Topic.VOUCHERS_BALANCE.topicName(),
                        event(account, 1).key(),
                        event(account, 1).type(),
                        traceparent,
                        CloudEvent.json(event(account, 1)))))
                .await()
                .atMost(PATIENCE);

        CloudEvent published = Topics.await(Topic.VOUCHERS_BALANCE, event -> isOf(account, event));
        assertThat(published.traceparent()).isEqualTo(traceparent);
    }
}
