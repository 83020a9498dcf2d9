package io.trunkline.vouchers.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.E164;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Subscriber;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose telephone is whose, in whichever order it is heard of. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class AccountPhonesTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    Database database;

    @Inject
    AccountPhones phones;

    private final UUID account = UUID.randomUUID();
    private final E164 phone = Subscriber.anyPhone();

    @Test
    void isThatOfTheRegistration() {
        hear(registered(account, phone, NOON));

        assertThat(phoneOf(account)).isEqualTo(phone);
        assertThat(phoneOf(UUID.randomUUID())).isNull();
    }

    @Test
    void isThatOfTheLastUpdateThoughAnOlderOneComesLate() {
        E164 later = Subscriber.anyPhone();

        hear(updated(account, later, NOON.plusSeconds(2)));
        hear(updated(account, phone, NOON.plusSeconds(1)));
        hear(registered(account, phone, NOON));

        assertThat(phoneOf(account)).isEqualTo(later);
    }

    @Test
    void goesToTheAccountThatHasItNow() {
        UUID next = UUID.randomUUID();
        hear(registered(account, phone, NOON));

        hear(updated(account, Subscriber.anyPhone(), NOON.plusSeconds(1)));
        hear(registered(next, phone, NOON.plusSeconds(2)));

        assertThat(phoneOf(next)).isEqualTo(phone);
        assertThat(phoneOf(account)).isNotNull().isNotEqualTo(phone);
    }

    @Test
    void isNotThatOfTwoAccountsWhileTheNewsOfTheFirstIsOnItsWay() {
        UUID next = UUID.randomUUID();
        hear(registered(account, phone, NOON));

        hear(registered(next, phone, NOON.plusSeconds(2)));

        assertThat(phoneOf(next)).isEqualTo(phone);
        assertThat(phoneOf(account)).isNull();
    }

    @Test
    void comesBackToWhomItBelongedBefore() {
        UUID next = UUID.randomUUID();
        hear(registered(account, phone, NOON));
        hear(registered(next, phone, NOON.plusSeconds(1)));
        hear(updated(next, null, NOON.plusSeconds(2)));

        hear(updated(account, phone, NOON.plusSeconds(3)));

        assertThat(phoneOf(account)).isEqualTo(phone);
        assertThat(phoneOf(next)).isNull();
    }

    @Test
    void isNobodysWhenItsAccountIsDeactivated() {
        hear(registered(account, phone, NOON));

        hear(new AccountEvent.Deactivated(account, UUID.randomUUID(), NOON.plusSeconds(1)));

        assertThat(phoneOf(account)).isNull();
    }

    /** Returns when the event has had its effect. */
    private void hear(AccountEvent event) {
        UUID id = Topics.publish(event);
        await().until(() -> database.number("select count(*) from inbox where event_id = ?", id) == 1);
    }

    private @Nullable E164 phoneOf(UUID whose) {
        return phones.of(whose).await().atMost(PATIENCE);
    }

    private static AccountEvent registered(UUID account, E164 phone, Instant at) {
        return new AccountEvent.Registered(account, phone, null, null, Set.of("user"), at);
    }

    private static AccountEvent updated(UUID account, @Nullable E164 phone, Instant at) {
        return new AccountEvent.Updated(account, phone, null, null, null, Set.of("user"), at);
    }
}
