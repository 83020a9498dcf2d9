package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payments as payers ask for them. A payment is noted first, and then asked for at its provider; what has become of it is
 * {@link Reconciliation}'s to find out, and never what a payer or a callback says.
 */
@ApplicationScoped
public class PaymentService {

    private static final String OPERATION = "payment";
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final PaymentRepository payments;
    private final Providers providers;
    private final Purposes purposes;
    private final Reconciliation reconciliation;
    private final IdempotencyKeys idempotencyKeys;
    private final PaymentConfig config;
    private final Ids ids;
    private final Clock clock;

    PaymentService(
            Transactions transactions,
            PaymentRepository payments,
            Providers providers,
            Purposes purposes,
            Reconciliation reconciliation,
            IdempotencyKeys idempotencyKeys,
            PaymentConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.payments = payments;
        this.providers = providers;
        this.purposes = purposes;
        this.reconciliation = reconciliation;
        this.idempotencyKeys = idempotencyKeys;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Notes a payment; nobody has been asked for it yet.
     *
     * @param idempotencyKey a repeat with the same one finds the first payment; null if each call is to make one
     * @throws Refused if the amount, the provider or the key is not acceptable
     */
    public Uni<Payment> create(NewPayment wanted, @Nullable String idempotencyKey) {
        Payment payment = payment(wanted);
        return transactions.inTransaction(transaction -> idempotencyKey == null
                ? add(transaction, payment)
                : addOnce(transaction, payment, wanted, idempotencyKey));
    }

    private Payment payment(NewPayment wanted) {
        purposes.named(wanted.purpose());
        PaymentProvider provider = providers.offered(wanted.provider());
        if (wanted.amount().minor() <= 0) {
            throw Refused.invalid("amount", "must be more than nothing");
        }
        if (wanted.amount().minor() > config.highest()) {
            throw Refused.invalid("amount", "is more than one payment may be");
        }
        if (!provider.currencies().contains(wanted.amount().currency())) {
            throw Refused.invalid("amount", "must be in one of " + provider.currencies());
        }
        return Payment.of(ids.next(), wanted, provider.name(), now(), config.openFor());
    }

    private Uni<Payment> add(SqlConnection transaction, Payment payment) {
        return payments.add(transaction, payment).replaceWith(payment);
    }

    private Uni<Payment> addOnce(SqlConnection transaction, Payment payment, NewPayment wanted, String key) {
        return idempotencyKeys
                .claim(transaction, payment.account().toString(), OPERATION, key, wanted.toString(), payment.id())
                .chain(id -> id.equals(payment.id()) ? add(transaction, payment) : payments.lock(transaction, id));
    }

    /**
     * Asks the provider for the page on which the payer pays, once.
     *
     * @return the payment as it stands then: with a page, if it is {@link Payment.State#PENDING}
     * @throws Refused PROVIDER_REFUSED if the provider does not want it, PROVIDER_UNAVAILABLE if that is not known yet:
     *     the same call may be repeated
     */
    public Uni<Payment> openPage(Payment payment) {
        return ask(payment, PaymentProblem.PROVIDER_REFUSED, PaymentProvider::open);
    }

    /**
     * Pays with what a telephone's wallet has given out.
     *
     * @param token of Google Pay, in base64
     * @param address the payer's
     * @return the payment as the provider says it stands then
     * @throws Refused WALLET_REFUSED if the bank does not take it, NO_WALLETS if the provider takes none
     */
    public Uni<Payment> payByWallet(Payment payment, String token, String address) {
        PaymentProvider provider = providers.named(payment.provider());
        if (provider == null || !provider.takesWallets()) {
            throw new Refused(PaymentProblem.NO_WALLETS, "Pay on the provider's page");
        }
        if (payment.page() != null) {
            throw new Refused(PaymentProblem.PAYMENT_OVER, "It has a page, and is paid there");
        }
        return ask(payment, PaymentProblem.WALLET_REFUSED, (bank, asked) -> bank.pay(asked, token, address)
                .chain(() -> bank.standing(asked)));
    }

    private interface Question {
        Uni<Standing> ask(PaymentProvider provider, Payment payment);
    }

    /** Runs to its end whoever hangs up: the answer must not be lost for that. */
    private Uni<Payment> ask(Payment payment, PaymentProblem refusal, Question question) {
        Instant now = now();
        return Transactions.toTheEnd(() -> payments.claimAsking(payment.id(), now, now.minus(config.shortestPause()))
                .chain(claimed -> claimed == null
                        ? asItStands(payment.id())
                        : question.ask(providers.offered(claimed.provider()), claimed)
                                .chain(standing -> reconciliation.apply(claimed.id(), standing))
                                .onFailure(ProviderFailure.class)
                                .recoverWithUni(failure -> notAnswered(claimed, (ProviderFailure) failure, refusal))));
    }

    private Uni<Payment> asItStands(UUID id) {
        return byId(id).invoke(PaymentService::requireKnown);
    }

    /** Not while somebody else is asking, or the answer was lost. */
    private static void requireKnown(Payment payment) {
        if (payment.state() == Payment.State.CREATED) {
            throw unavailable(A_MOMENT);
        }
    }

    private static void requireNotFailed(Payment payment, PaymentProblem refusal) {
        if (payment.state() == Payment.State.FAILED) {
            throw new Refused(refusal, "The provider's reason is " + payment.reason());
        }
    }

    private Uni<Payment> notAnswered(Payment payment, ProviderFailure failure, PaymentProblem refusal) {
        return switch (failure.kind()) {
            case REJECTED ->
                reconciliation
                        .refused(payment, failure.code())
                        .invoke(PaymentService::requireKnown)
                        .invoke(refused -> requireNotFailed(refused, refusal));
            case BUSY ->
                payments.unclaimAsking(payment.id())
                        .chain(() -> failed(unavailable(failure.pause() == null ? A_MOMENT : failure.pause())));
            case UNKNOWN -> failed(unavailable(config.shortestPause()));
        };
    }

    private static <T> Uni<T> failed(Refused refused) {
        return Uni.createFrom().failure(refused);
    }

    private static Refused unavailable(Duration pause) {
        return Refused.forNow(
                PaymentProblem.PROVIDER_UNAVAILABLE, "Repeat the request as it is: nobody pays twice by that", pause);
    }

    /**
     * Finds out about a payment that the payer's own program has made at the provider, with {@link Payment#number} as its order
     * number.
     *
     * @param reference the provider's id, as that program says
     * @throws Refused ANOTHER_PAYMENT if the provider's order is not for this payment, PROVIDER_UNAVAILABLE if it cannot be asked
     */
    public Uni<Payment> confirm(Payment payment, String reference) {
        if (!reference.matches("[A-Za-z0-9-]{1,64}")) {
            throw anotherPayment();
        }
        PaymentProvider provider = providers.offered(payment.provider());
        return provider.standing(payment.knownAs(reference))
                .onFailure(ProviderFailure.class)
                .transform(failure -> unavailable(A_MOMENT))
                .invoke(standing -> requireOf(payment, standing))
                .chain(standing -> reconciliation.apply(payment.id(), standing));
    }

    private static void requireOf(Payment payment, Standing standing) {
        if (!payment.number().equals(standing.number())) {
            throw anotherPayment();
        }
    }

    private static Refused anotherPayment() {
        return new Refused(PaymentProblem.ANOTHER_PAYMENT, "It was not made for this payment");
    }

    /** @throws Refused UNKNOWN_PAYMENT if there is none of that id */
    public Uni<Payment> byId(UUID id) {
        return payments.byId(id).onItem().ifNull().failWith(PaymentService::unknown);
    }

    /** @throws Refused UNKNOWN_PAYMENT also if it is somebody else's */
    public Uni<Payment> own(UUID id, UUID account) {
        return byId(id).invoke(payment -> {
            if (!payment.account().equals(account)) {
                throw unknown();
            }
        });
    }

    private static Refused unknown() {
        return new Refused(PaymentProblem.UNKNOWN_PAYMENT, "No payment of yours has this id");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
