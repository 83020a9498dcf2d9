package io.trunkline.vouchers.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class AccountEventsTest {

    @Inject
    Database database;

    @Test
    void aDeactivationClosesTheAccountOnceHoweverOftenItIsDelivered() {
        UUID account = UUID.randomUUID();
        CloudEvent event = deactivation(account);

        Topics.publish(event);
        Topics.publish(event);
        Topics.publish(deactivation(account));

        awaitClosed(account);
        assertThat(database.number("select count(*) from inbox where event_id = ?", event.id()))
                .isEqualTo(1);
    }

    @Test
    void poisonGoesAsideAndTheRestGoesOn() {
        UUID account = UUID.randomUUID();
        CloudEvent event = deactivation(account);
        String poison = UUID.randomUUID().toString();

        Topics.publish(
                Topic.SESSIONS_ACCOUNT.topicName(),
                account.toString(),
                event.headers(),
                poison.getBytes(StandardCharsets.UTF_8));
        Topics.publish(deactivation(account));

        awaitClosed(account);
        await().until(() -> Topics.everything(Topic.SESSIONS_ACCOUNT.deadLetterName()).stream()
                .anyMatch(record -> poison.equals(new String(record.value(), StandardCharsets.UTF_8))));
    }

    @Test
    void otherNewsOfAnAccountChangeNothing() {
        UUID account = UUID.randomUUID();
        CloudEvent registered = new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/sessions",
                null,
                new AccountEvent.Registered(account, null, "somebody", null, Set.of("user"), Instant.now()));

        Topics.publish(registered);

        await().until(() -> database.number("select count(*) from inbox where event_id = ?", registered.id()) == 1);
        assertThat(closedRows(account)).isZero();
    }

    private static CloudEvent deactivation(UUID account) {
        AccountEvent event = new AccountEvent.Deactivated(account, UUID.randomUUID(), Instant.now());
        return new CloudEvent(UUID.randomUUID(), "/trunkline/sessions", null, event);
    }

    private void awaitClosed(UUID account) {
        await().until(() -> closedRows(account) == 1);
    }

    private long closedRows(UUID account) {
        return database.number("select count(*) from closed_account where account_id = ?", account);
    }
}
