package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.sample.NoteConsumer;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class InboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    NoteConsumer notes;

    private static CloudEvent registered(UUID account, String name) {
        return new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/test",
                null,
                new AccountEvent.Registered(account, null, null, name, Set.of("user"), Instant.EPOCH));
    }

    private long count(UUID account) {
        var rows = pool.preparedQuery("select value from counter where key = $1")
                .execute(Tuple.of(account.toString()))
                .await()
                .atMost(PATIENCE);
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong(0);
    }

    private void awaitCount(UUID account, long expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(account)).isEqualTo(expected));
    }

    @Test
    void aRepeatedDeliveryChangesNothingTwice() {
        UUID account = UUID.randomUUID();
        CloudEvent event = registered(account, null);

        Topics.publish(event);
        Topics.publish(event);
        Topics.publish(registered(account, null));

        awaitCount(account, 2);
    }

    @Test
    void poisonGoesToTheDeadLettersAndNothingStopsBehindIt() {
        UUID account = UUID.randomUUID();
        String key = account.toString();
        CloudEvent good = registered(account, null);

        Topics.publish(Topic.SESSIONS_ACCOUNT.topicName(), key, Map.of(), new byte[] {1, 2, 3});
        Topics.publish(Topic.SESSIONS_ACCOUNT.topicName(), key, good.headers(), "{}".getBytes(StandardCharsets.UTF_8));
        Topics.publish(registered(account, "forbidden"));
        Topics.publish(good);

        awaitCount(account, 1);
        assertThat(Topics.everything(Topic.SESSIONS_ACCOUNT.deadLetterName()))
                .filteredOn(record -> key.equals(record.key()))
                .hasSize(3)
                .allSatisfy(record -> assertThat(Topics.headersOf(record))
                        .containsEntry("dead-letter-topic", Topic.SESSIONS_ACCOUNT.topicName())
                        .containsKey("dead-letter-reason"));
    }

    @Test
    void aTypeOfTheFutureIsPassedOver() {
        UUID account = UUID.randomUUID();
        CloudEvent event = registered(account, null);
        Map<String, String> future = new HashMap<>(event.headers());
        future.put("ce_type", "sessions.account.cloned");

        Topics.publish(Topic.SESSIONS_ACCOUNT.topicName(), account.toString(), future, event.data());
        Topics.publish(event);

        awaitCount(account, 1);
    }

    @Test
    void theEffectBelongsToTheTraceThatTheEventCameWith() {
        UUID account = UUID.randomUUID();
        CloudEvent event = new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/test",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                registered(account, null).event());

        Topics.publish(event);

        awaitCount(account, 1);
        assertThat(notes.traceOf(event.id())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
}
