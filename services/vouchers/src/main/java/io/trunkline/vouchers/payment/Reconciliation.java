package io.trunkline.vouchers.payment;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which payments change: the provider is asked how one stands, and what follows is written with its effect in one
 * transaction, under the payment's lock. Whoever asks, and however often, it happens once.
 */
@ApplicationScoped
class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int BITE = 50;
    private static final int AT_ONCE = 8;

    private final Transactions transactions;
    private final PaymentRepository payments;
    private final Providers providers;
    private final Purposes purposes;
    private final Outbox outbox;
    private final Clock clock;

    Reconciliation(
            Transactions transactions,
            PaymentRepository payments,
            Providers providers,
            Purposes purposes,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.payments = payments;
        this.providers = providers;
        this.purposes = purposes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks about payments whose turn it is. Replicas may do it at once: each takes its own. */
    @Scheduled(
            every = "${vouchers.payment.look-every:PT1S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "payments")
    Uni<Void> checkDue() {
        return payments.claimDue(clock.instant(), BITE).chain(due -> Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::check)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid());
    }

    /** The payment as it stands then. What goes wrong is logged: its next turn comes. */
    Uni<Payment> check(Payment payment) {
        PaymentProvider provider = providers.named(payment.provider());
        if (provider == null) {
            LOG.warnf("Payment %s waits for the credentials of %s", payment.id(), payment.provider());
            return Uni.createFrom().item(payment);
        }
        return provider.standing(payment)
                .chain(standing -> apply(payment.id(), standing))
                .onFailure()
                .invoke(failure -> logFailure(payment, failure))
                .onFailure()
                .recoverWithItem(payment);
    }

    private static void logFailure(Payment payment, Throwable failure) {
        if (failure instanceof ProviderFailure expected) {
            LOG.warnf("%s did not say how payment %s stands: %s", payment.provider(), payment.id(), expected.code());
        } else {
            LOG.errorf(failure, "Payment %s could not be brought up to date", payment.id());
        }
    }

    /** Makes of a payment what follows from how it stands at the provider. */
    Uni<Payment> apply(UUID id, Standing standing) {
        return transactions.inTransaction(transaction -> payments.lock(transaction, id)
                .chain(payment -> change(transaction, payment, payment.after(standing, now()))));
    }

    /**
     * The provider has refused to take a payment. It may do so because it has it already, so it is asked; if it cannot be, the
     * payment stays as it is until its next turn.
     */
    Uni<Payment> refused(Payment payment, String code) {
        PaymentProvider provider = providers.offered(payment.provider());
        return provider.standing(payment)
                .chain(standing -> standing.state() == Standing.State.PAID
                        ? apply(payment.id(), standing)
                        : fail(payment.id(), standing.reference(), code))
                .onFailure(ProviderFailure.class)
                .recoverWithItem(payment);
    }

    private Uni<Payment> fail(UUID id, @Nullable String reference, String code) {
        return transactions.inTransaction(transaction -> payments.lock(transaction, id)
                .chain(payment -> payment.isOpen()
                        ? change(transaction, payment, payment.failed(reference, code))
                        : Uni.createFrom().item(payment)));
    }

    private Uni<Payment> change(SqlConnection transaction, Payment before, Payment after) {
        if (after.equals(before) && after.isOpen()) {
            return Uni.createFrom().item(after);
        }
        return payments.save(transaction, after)
                .chain(() -> after.state() == before.state() ? Uni.createFrom().voidItem() : follow(transaction, after))
                .replaceWith(after);
    }

    private Uni<Void> follow(SqlConnection transaction, Payment payment) {
        return switch (payment.state()) {
            case CREATED -> Uni.createFrom().voidItem();
            case PENDING ->
                outbox.add(
                        transaction,
                        new PaymentEvent.Started(
                                payment.id(), payment.account(), payment.amount(), payment.provider(), now()));
            case SUCCEEDED ->
                purposes.named(payment.purpose())
                        .paid(transaction, payment)
                        .chain(() -> outbox.add(
                                transaction,
                                new PaymentEvent.Succeeded(
                                        payment.id(),
                                        payment.account(),
                                        payment.amount(),
                                        Objects.requireNonNull(payment.succeededAt()))));
            case FAILED ->
                outbox.add(
                        transaction,
                        new PaymentEvent.Failed(
                                payment.id(), payment.account(), String.valueOf(payment.reason()), now()));
            case DISPUTED -> {
                LOG.errorf(
                        "Payment %s is in dispute with %s: %s. Nothing was credited; an operator has to look",
                        payment.id(), payment.provider(), payment.reason());
                yield Uni.createFrom().voidItem();
            }
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
