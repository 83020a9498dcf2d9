package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.rating.Access;
import io.trunkline.vouchers.rating.Match;
import io.trunkline.vouchers.rating.Rater;
import io.trunkline.vouchers.rating.Rating;
import io.trunkline.vouchers.rating.Tariff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what calls would cost an account. */
@ApplicationScoped
class Pricing {

    private final AccountTariffs tariffs;
    private final Rater rater;
    private final Clock clock;

    Pricing(AccountTariffs tariffs, Rater rater, Clock clock) {
        this.tariffs = tariffs;
        this.rater = rater;
        this.clock = clock;
    }

    /** The rate of this moment. */
    Uni<CallPricingView> now(UUID account, E164 number) {
        return tariffOf(account)
                .map(tariff -> CallPricingView.of(number, tariff.currency().getCurrencyCode(), match(tariff, number)));
    }

    private Match match(Tariff tariff, E164 number) {
        Match match = rater.matchAt(tariff, number, clock.instant());
        if (match == null) {
            throw refused(Rating.Reason.UNKNOWN_DESTINATION);
        }
        if (match.rate().access() == Access.BLOCKED) {
            throw refused(Rating.Reason.BLOCKED_DESTINATION);
        }
        return match;
    }

    /** @param start null for now */
    Uni<Rating.Priced> call(UUID account, E164 number, @Nullable Instant start, long seconds) {
        Instant moment = start == null ? clock.instant() : start;
        return tariffOf(account)
                .map(tariff -> rater.call(tariff, number, moment, seconds))
                .map(Pricing::priced);
    }

    private Uni<Tariff> tariffOf(UUID account) {
        return tariffs.forShow(account).onItem().ifNull().failWith(() -> refused(Rating.Reason.NO_TARIFF));
    }

    private static Rating.Priced priced(Rating rating) {
        return switch (rating) {
            case Rating.Priced priced -> priced;
            case Rating.Refusal refusal -> throw refused(refusal.reason());
        };
    }

    private static Refused refused(Rating.Reason reason) {
        return switch (reason) {
            case UNKNOWN_DESTINATION, NO_MESSAGES ->
                new Refused(TariffProblem.UNKNOWN_DESTINATION, "Check the number, or ask whether it can be called");
            case BLOCKED_DESTINATION ->
                new Refused(TariffProblem.BLOCKED_DESTINATION, "Calls to this destination are not connected");
            case NO_TARIFF -> new Refused(TariffProblem.NO_TARIFF, "Ask for a tariff, or get credit first");
            case NEGATIVE_QUANTITY -> Refused.invalid("seconds", "must not be negative");
            case TOO_LONG -> Refused.invalid("seconds", "is more than a call may last");
            case NO_SUCH_TIME -> Refused.invalid("start", "must be between 1970 and 9999");
        };
    }
}
