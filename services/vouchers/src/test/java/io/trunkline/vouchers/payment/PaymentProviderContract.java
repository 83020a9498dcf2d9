package io.trunkline.vouchers.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.vouchers.payment.PaymentProvider.RefundOutcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider's adapter does, whatever the provider's protocol. */
public abstract class PaymentProviderContract {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final PaymentConfig config = new TestPaymentConfig();
    private final Vertx vertx = Vertx.vertx();
    private final ProviderPeer peer = peer();
    private Wire wire;
    private PaymentProvider provider;

    protected abstract ProviderPeer peer();

    protected abstract PaymentProvider provider(ProviderClient client);

    @BeforeEach
    void start() throws IOException {
        wire = new Wire(0, peer::api);
        provider = provider(new ProviderClient(vertx, wire.at(peer.api().getPath()), config));
    }

    @AfterEach
    void stop() {
        wire.close();
        peer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPageIsOpenedWhereThePayerPays() {
        Payment payment = payment();

        Standing opened = done(provider.open(payment));

        assertThat(opened.state()).isEqualTo(Standing.State.WAITING);
        assertThat(opened.page()).startsWith("http");
        assertThat(opened.number()).isEqualTo(payment.number());
        Standing standing = standing(opened(payment, opened));
        assertThat(standing.state()).isEqualTo(Standing.State.WAITING);
        assertThat(standing.reference()).isEqualTo(opened.reference());
    }

    @Test
    void whatIsPaidIsToldWithItsAmount() {
        Payment payment = opened();

        peer.pay(payment.number(), 2000);

        assertThat(standing(payment))
                .isEqualTo(Standing.paid(payment.reference(), payment.number(), Money.of("20.00", "RUB"), 0));
    }

    @Test
    void anotherAmountIsToldAsItIs() {
        Payment payment = opened();

        peer.pay(payment.number(), 1999);

        assertThat(standing(payment).amount()).isEqualTo(Money.of("19.99", "RUB"));
    }

    @Test
    void whatIsDeclinedHasFailedWithAReason() {
        Payment payment = opened();

        peer.decline(payment.number());

        assertThat(standing(payment).state()).isEqualTo(Standing.State.FAILED);
        assertThat(standing(payment).reason()).matches("[a-z0-9_-]+");
    }

    @Test
    void moneyGoesBackInPartsAndNoMoreThanWasPaid() {
        Payment payment = opened();
        peer.pay(payment.number(), 2000);

        assertThat(done(provider.refund(payment, refund(payment, "15.00")))).isEqualTo(RefundOutcome.DONE);
        assertThat(failure(provider.refund(payment, refund(payment, "5.01"))).kind())
                .isEqualTo(ProviderFailure.Kind.REJECTED);

        assertThat(peer.refunded(payment.number())).isEqualTo(1500);
        assertThat(standing(payment).refunded()).isEqualTo(1500);
        assertThat(standing(payment).state()).isEqualTo(Standing.State.PAID);
    }

    @Test
    void allOfItMayGoBack() {
        Payment payment = opened();
        peer.pay(payment.number(), 2000);

        done(provider.refund(payment, refund(payment, "20.00")));

        assertThat(standing(payment).state()).isEqualTo(Standing.State.PAID);
        assertThat(standing(payment).refunded()).isEqualTo(2000);
    }

    @Test
    void nobodyHasHeardOfAPaymentThatWasNeverAskedFor() {
        assertThat(standing(payment())).isEqualTo(Standing.unknown());
        assertThat(standing(payment().knownAs("2d6c3f0e-0000-5000-8000-000000000000")))
                .isEqualTo(Standing.unknown());
    }

    @Test
    void whatWasAskedForIsFoundAfterTheAnswerWasLost() {
        Payment payment = asked();
        wire.has(Wire.Trouble.ANSWER_LOST);
        assertThat(failure(provider.open(payment)).kind()).isEqualTo(ProviderFailure.Kind.UNKNOWN);
        wire.has(Wire.Trouble.NONE);

        Standing found = standing(payment);

        assertThat(found.state()).isEqualTo(Standing.State.WAITING);
        assertThat(found.number()).isEqualTo(payment.number());
        assertThat(found.reference()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.Trouble.class,
            names = {"ANSWER_LOST", "REQUEST_LOST", "SILENCE", "ERROR", "GARBAGE", "FLOOD", "REDIRECT"})
    void anAnswerThatSaysNothingLeavesTheOutcomeUnknown(Wire.Trouble trouble) {
        Payment paid = opened();
        peer.pay(paid.number(), 2000);
        wire.has(trouble);

        assertThat(failure(provider.open(payment())).kind()).isEqualTo(ProviderFailure.Kind.UNKNOWN);
        assertThat(failure(provider.standing(paid)).kind()).isEqualTo(ProviderFailure.Kind.UNKNOWN);
        assertThat(failure(provider.refund(paid, refund(paid, "1.00"))).kind()).isEqualTo(ProviderFailure.Kind.UNKNOWN);
    }

    @Test
    void aBusyProviderHasDoneNothingAndSaysHowLongToWait() {
        wire.has(Wire.Trouble.BUSY);

        ProviderFailure busy = failure(provider.open(payment()));

        assertThat(busy.kind()).isEqualTo(ProviderFailure.Kind.BUSY);
        assertThat(busy.pause()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aProviderThatCannotBeReachedHasDoneNothing() {
        URI nobody = wire.at(peer.api().getPath());
        wire.close();

        ProviderFailure busy =
                failure(provider(new ProviderClient(vertx, nobody, config)).open(payment()));

        assertThat(busy.kind()).isEqualTo(ProviderFailure.Kind.BUSY);
    }

    private static Payment payment() {
        NewPayment wanted = new NewPayment(UUID.randomUUID(), Money.of("20.00", "RUB"), null, "credit", null);
        return Payment.of(UUID.randomUUID(), wanted, "any", NOW, Duration.ofHours(1));
    }

    private static Payment asked() {
        Payment payment = payment();
        return new Payment(
                payment.id(),
                payment.account(),
                payment.amount(),
                payment.provider(),
                payment.purpose(),
                null,
                payment.state(),
                null,
                null,
                null,
                payment.refunded(),
                payment.refunding(),
                payment.createdAt(),
                payment.expiresAt(),
                NOW,
                null);
    }

    private Payment opened() {
        Payment payment = payment();
        return opened(payment, done(provider.open(payment)));
    }

    private static Payment opened(Payment payment, Standing standing) {
        return payment.after(standing, NOW);
    }

    private static Refund refund(Payment payment, String amount) {
        return new Refund(
                UUID.randomUUID(),
                payment.id(),
                Money.of(amount, "RUB"),
                Refund.State.PENDING,
                "Goodwill",
                null,
                UUID.randomUUID(),
                NOW,
                null);
    }

    private Standing standing(Payment payment) {
        return done(provider.standing(payment));
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private static ProviderFailure failure(Uni<?> work) {
        return catchThrowableOfType(ProviderFailure.class, () -> work.await().atMost(PATIENCE));
    }
}
