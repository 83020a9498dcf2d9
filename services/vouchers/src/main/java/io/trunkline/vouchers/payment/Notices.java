package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes what providers tell by themselves, as a reason to ask them. */
@ApplicationScoped
class Notices {

    private static final Pattern NUMBER =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private final PaymentRepository payments;
    private final Providers providers;
    private final Reconciliation reconciliation;
    private final RefundService refunds;
    private final Clock clock;

    Notices(
            PaymentRepository payments,
            Providers providers,
            Reconciliation reconciliation,
            RefundService refunds,
            Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.reconciliation = reconciliation;
        this.refunds = refunds;
        this.clock = clock;
    }

    /**
     * Completes when the provider has been asked, or it is certain that it will be.
     *
     * @throws Refused 404 if there is no such provider or payment, 403 if the proof of origin is missing or wrong, 400 if it
     *     cannot be read
     */
    Uni<Void> take(String providerName, Callback callback) {
        PaymentProvider provider = providers.named(providerName);
        if (provider == null) {
            throw unknown();
        }
        Notice notice = notice(provider, callback);
        return Transactions.toTheEnd(
                () -> payments.claimToldOf(providerName, idOf(notice.number()), notice.reference(), clock.instant())
                        .onItem()
                        .ifNull()
                        .failWith(Notices::unknown)
                        .chain(this::look));
    }

    private static Notice notice(PaymentProvider provider, Callback callback) {
        try {
            return provider.notice(callback);
        } catch (NoticeRefused refused) {
            throw new Refused(
                    refused.isForged() ? KitProblem.FORBIDDEN : KitProblem.MALFORMED_REQUEST,
                    String.valueOf(refused.getMessage()));
        }
    }

    private Uni<Void> look(Payment payment) {
        return payment.state() == Payment.State.SUCCEEDED
                ? refunds.checkUnderWay(payment)
                : reconciliation.check(payment).replaceWithVoid();
    }

    private static @Nullable UUID idOf(@Nullable String number) {
        return number == null || !NUMBER.matcher(number).matches()
                ? null
                : UUID.fromString(NUMBER.matcher(number).replaceFirst("$1-$2-$3-$4-$5"));
    }

    private static Refused unknown() {
        return new Refused(KitProblem.NOT_FOUND, "There is nothing here");
    }
}
