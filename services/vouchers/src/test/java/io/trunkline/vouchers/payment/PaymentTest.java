package io.trunkline.vouchers.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What follows from a provider's word. */
class PaymentTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final Instant LATE = NOON.plus(Duration.ofMinutes(70));
    private static final Money AMOUNT = Money.of("20.00", "RUB");

    private final Payment payment = Payment.of(
            UUID.fromString("0199e3a0-5d3c-7b0a-9c1e-0d6f4b1a2c3d"),
            new NewPayment(UUID.randomUUID(), AMOUNT, null, "credit", null),
            "sberbank",
            NOON,
            Duration.ofHours(1));

    @Test
    void providersKnowItBy32Characters() {
        assertThat(payment.number()).isEqualTo("0199e3a05d3c7b0a9c1e0d6f4b1a2c3d");
    }

    @Test
    void whatIsPaidHasSucceededThen() {
        Payment paid = payment.after(paid(payment.number(), AMOUNT, 0), LATE);

        assertThat(paid.state()).isEqualTo(Payment.State.SUCCEEDED);
        assertThat(paid.succeededAt()).isEqualTo(LATE);
        assertThat(paid.reference()).isEqualTo("order-1");
        assertThat(paid.after(paid(payment.number(), AMOUNT, 2000), LATE)).isSameAs(paid);
    }

    @Test
    void anythingElseIsInDispute() {
        assertThat(disputed(paid("another", AMOUNT, 0))).isEqualTo("another-order");
        assertThat(disputed(paid(payment.number(), Money.of("19.99", "RUB"), 0)))
                .isEqualTo("amount-differs");
        assertThat(disputed(paid(payment.number(), Money.of("20.01", "RUB"), 0)))
                .isEqualTo("amount-differs");
        assertThat(disputed(paid(payment.number(), Money.of("20.00", "EUR"), 0)))
                .isEqualTo("amount-differs");
        assertThat(disputed(paid(payment.number(), null, 0))).isEqualTo("amount-differs");
        assertThat(disputed(paid(payment.number(), AMOUNT, 1))).isEqualTo("refunded-at-provider");
    }

    private String disputed(Standing standing) {
        Payment disputed = payment.after(standing, NOON);
        assertThat(disputed.state()).isEqualTo(Payment.State.DISPUTED);
        assertThat(disputed.after(paid(payment.number(), AMOUNT, 0), NOON)).isSameAs(disputed);
        return disputed.reason();
    }

    @Test
    void itWaitsUntilItsEndAndTenMinutesMore() {
        Standing waiting = Standing.waiting("order-1", payment.number(), "https://pay.example/1");

        Payment pending = payment.after(waiting, LATE.minusNanos(1));
        assertThat(pending.state()).isEqualTo(Payment.State.PENDING);
        assertThat(pending.page()).isEqualTo("https://pay.example/1");
        assertThat(pending.after(Standing.waiting("order-1", payment.number(), null), NOON))
                .isEqualTo(pending);
        assertThat(payment.after(Standing.waiting("order-1", payment.number(), null), NOON)
                        .state())
                .isEqualTo(Payment.State.CREATED);
        assertThat(pending.after(waiting, LATE).reason()).isEqualTo("expired");
        assertThat(payment.after(Standing.unknown(), LATE.minusNanos(1))).isSameAs(payment);
        assertThat(payment.after(Standing.unknown(), LATE).reason()).isEqualTo("expired");
    }

    @Test
    void whatHasFailedSucceedsOnlyByMoney() {
        Payment failed = payment.after(Standing.failed("order-1", payment.number(), "declined-116"), NOON);

        assertThat(failed.state()).isEqualTo(Payment.State.FAILED);
        assertThat(failed.reason()).isEqualTo("declined-116");
        assertThat(failed.after(Standing.waiting("order-1", payment.number(), null), NOON))
                .isSameAs(failed);
        assertThat(failed.after(Standing.unknown(), LATE)).isSameAs(failed);
        assertThat(failed.after(paid(payment.number(), AMOUNT, 0), LATE).state())
                .isEqualTo(Payment.State.SUCCEEDED);
    }

    private static Standing paid(String number, Money amount, long refunded) {
        return Standing.paid("order-1", number, amount, refunded);
    }
}
