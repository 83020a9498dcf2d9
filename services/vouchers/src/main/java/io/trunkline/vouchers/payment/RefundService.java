package io.trunkline.vouchers.payment;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends payments back. What goes back is set aside first, in one transaction with the note that it will; then the provider is asked,
 * once. Where its answer is lost nothing is sent again: how much has gone back there tells in the end what has happened.
 */
@ApplicationScoped
class RefundService {

    private static final Logger LOG = Logger.getLogger(RefundService.class);
    private static final String OPERATION = "payment-refund";
    private static final int BITE = 50;
    private static final int AT_ONCE = 8;

    private final Transactions transactions;
    private final PaymentRepository payments;
    private final RefundRepository refunds;
    private final Providers providers;
    private final Purposes purposes;
    private final IdempotencyKeys idempotencyKeys;
    private final Outbox outbox;
    private final PaymentConfig config;
    private final Ids ids;
    private final Clock clock;

    RefundService(
            Transactions transactions,
            PaymentRepository payments,
            RefundRepository refunds,
            Providers providers,
            Purposes purposes,
            IdempotencyKeys idempotencyKeys,
            Outbox outbox,
            PaymentConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.payments = payments;
        this.refunds = refunds;
        this.providers = providers;
        this.purposes = purposes;
        this.idempotencyKeys = idempotencyKeys;
        this.outbox = outbox;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param amount null for all that has not gone back yet
     * @return the refund as it stands when the provider has answered, or has failed to
     * @throws Refused if the payment was not paid, more would go back than was paid, another refund is under way, or what was
     *     paid for has been used up
     */
    Uni<Refund> refund(UUID payment, @Nullable Money amount, String reason, UUID operator, String idempotencyKey) {
        UUID id = ids.next();
        String request = payment + " " + amount + " " + reason;
        Uni<Begun> begun = transactions.inTransaction(
                transaction -> payments.lock(transaction, payment).chain(paid -> idempotencyKeys
                        .claim(transaction, operator.toString(), OPERATION, idempotencyKey, request, id)
                        .chain(claimed -> claimed.equals(id)
                                ? begin(transaction, paid, refundOf(id, paid, amount, reason, operator))
                                : existing(transaction, paid, claimed))));
        // Whoever hangs up: what was set aside is to be sent, and the answer must not be lost.
        return Transactions.toTheEnd(() -> begun.chain(
                noted -> noted.isNew() ? send(noted) : Uni.createFrom().item(noted.refund())));
    }

    private record Begun(Payment payment, Refund refund, boolean isNew) {}

    private Refund refundOf(UUID id, Payment payment, @Nullable Money amount, String reason, UUID operator) {
        providers.offered(payment.provider());
        if (payment.state() != Payment.State.SUCCEEDED) {
            throw new Refused(
                    PaymentProblem.NOT_PAID, "It is " + payment.state().text());
        }
        if (payment.refunding().minor() > 0) {
            throw new Refused(PaymentProblem.REFUND_UNDER_WAY, "Wait until it has come to its end");
        }
        long left = payment.amount().minor() - payment.refunded().minor();
        Money wanted = amount == null ? new Money(left, payment.amount().currency()) : amount;
        if (!wanted.currency().equals(payment.amount().currency())) {
            throw Refused.invalid("amount", "must be in " + payment.amount().currencyCode());
        }
        if (wanted.minor() > left || left == 0) {
            throw new Refused(
                    PaymentProblem.MORE_THAN_PAID, new Money(left, wanted.currency()) + " have not gone back yet");
        }
        if (wanted.minor() <= 0) {
            throw Refused.invalid("amount", "must be more than nothing");
        }
        return new Refund(id, payment.id(), wanted, Refund.State.PENDING, reason, null, operator, now(), null);
    }

    private Uni<Begun> begin(SqlConnection transaction, Payment payment, Refund refund) {
        return payments.setRefunding(transaction, refund)
                .chain(() -> refunds.add(transaction, refund))
                .chain(() -> purposes.named(payment.purpose()).setAside(transaction, payment, refund))
                .replaceWith(new Begun(payment, refund, true));
    }

    /** Refunds are never deleted. */
    private Uni<Begun> existing(SqlConnection transaction, Payment payment, UUID id) {
        return refunds.byId(transaction, id)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("An Idempotency-Key names a refund that is not there"))
                .map(refund -> new Begun(payment, refund, false));
    }

    private Uni<Refund> send(Begun begun) {
        Refund refund = begun.refund();
        return providers
                .offered(begun.payment().provider())
                .refund(begun.payment(), refund)
                .chain(outcome -> switch (outcome) {
                    case DONE -> settle(refund.succeeded(now()));
                    case UNDER_WAY -> Uni.createFrom().item(refund);
                })
                .onFailure(ProviderFailure.class)
                .recoverWithUni(failure -> notDone(refund, (ProviderFailure) failure));
    }

    private Uni<Refund> notDone(Refund refund, ProviderFailure failure) {
        return switch (failure.kind()) {
            case REJECTED, BUSY -> settle(refund.failed(failure.code(), now()));
            case UNKNOWN -> {
                LOG.warnf("Whether refund %s was carried out is not known yet: %s", refund.id(), failure.code());
                yield Uni.createFrom().item(refund);
            }
        };
    }

    /** The first who settles a refund has settled it. */
    private Uni<Refund> settle(Refund refund) {
        return transactions.inTransaction(transaction -> payments.lock(transaction, refund.payment())
                .chain(payment -> refunds.settle(transaction, refund)
                        .chain(isFirst -> isFirst
                                ? payments.settleRefund(transaction, refund)
                                        .chain(() -> follow(transaction, payment, refund))
                                : Uni.createFrom().voidItem()))
                .chain(() -> refunds.byId(transaction, refund.id())));
    }

    private Uni<Void> follow(SqlConnection transaction, Payment payment, Refund refund) {
        PaymentPurpose purpose = purposes.named(payment.purpose());
        return refund.state() == Refund.State.SUCCEEDED
                ? purpose.refunded(transaction, payment, refund)
                        .chain(() -> outbox.add(
                                transaction,
                                new PaymentEvent.Refunded(payment.id(), payment.account(), refund.amount(), now())))
                : purpose.kept(transaction, payment, refund);
    }

    /** Asks about refunds whose outcome is not known. Replicas may do it at once: each takes its own. */
    @Scheduled(
            every = "${vouchers.payment.look-every:PT1S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "payment-refunds")
    Uni<Void> checkDue() {
        return refunds.claimDue(clock.instant(), BITE).chain(due -> Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::check)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid());
    }

    /** The provider has told that something has become of a refund. */
    Uni<Void> checkUnderWay(Payment payment) {
        return refunds.underWayOf(payment.id())
                .chain(refund -> refund == null ? Uni.createFrom().voidItem() : check(refund));
    }

    private Uni<Void> check(Refund refund) {
        return payments.byId(refund.payment())
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("A refund without its payment"))
                .chain(payment -> check(payment, refund))
                .onFailure()
                .invoke(failure -> LOG.warnf("Refund %s waits for its next turn: %s", refund.id(), failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> check(Payment payment, Refund refund) {
        PaymentProvider provider = providers.offered(payment.provider());
        Instant now = now();
        return provider.standing(payment).chain(standing -> {
            if (standing.refunded()
                    >= payment.refunded().minor() + refund.amount().minor()) {
                return settle(refund.succeeded(now)).replaceWithVoid();
            }
            boolean isDenied = standing.state() == Standing.State.PAID
                    && !now.isBefore(refund.requestedAt().plus(config.refundDoubt()));
            return isDenied
                    ? settle(refund.failed("not-carried-out", now)).replaceWithVoid()
                    : Uni.createFrom().voidItem();
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
