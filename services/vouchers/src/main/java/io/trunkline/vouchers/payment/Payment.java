package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that somebody pays through a provider.
 *
 * @param account who pays
 * @param provider {@link PaymentProvider#name}
 * @param purpose {@link PaymentPurpose#name}: what it is for
 * @param purposeReference what the purpose knows it by; null if it needs none
 * @param reference the provider's id of it; null until we know it
 * @param page where the payer pays; null if there is none, or not yet
 * @param reason why it failed, or what is in dispute: words of ours, or a code of the provider
 * @param refunded what has gone back
 * @param refunding what is about to go back
 * @param expiresAt until then it can be paid
 * @param askedAt when the provider was last asked to take it; null if it never was, by us
 */
public record Payment(
        UUID id,
        UUID account,
        Money amount,
        String provider,
        String purpose,
        @Nullable String purposeReference,
        State state,
        @Nullable String reference,
        @Nullable String page,
        @Nullable String reason,
        Money refunded,
        Money refunding,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant askedAt,
        @Nullable Instant succeededAt) {

    /** Clocks differ, and what was paid at the last moment takes a while to be shown. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** Where a payment stands. */
    public enum State {
        /** It is noted here. The provider may know it, or not. */
        CREATED,
        /** The provider waits for the payer, on a page that we know. */
        PENDING,
        SUCCEEDED,
        /** Refused, given up, or not paid in time. Should money come nevertheless, it succeeds. */
        FAILED,
        /** The provider has money for it, but not what was to be paid: an operator has to look. */
        DISPUTED;

        /** As it is stored and shown: {@code succeeded}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    static Payment of(UUID id, NewPayment wanted, String provider, Instant now, Duration openFor) {
        Money nothing = new Money(0, wanted.amount().currency());
        return new Payment(
                id,
                wanted.account(),
                wanted.amount(),
                provider,
                wanted.purpose(),
                wanted.purposeReference(),
                State.CREATED,
                null,
                null,
                null,
                nothing,
                nothing,
                now,
                now.plus(openFor),
                null,
                null);
    }

    /** By it providers know the payment, and find it again: the id without dashes, since some allow 32 characters only. */
    public String number() {
        return id.toString().replace("-", "");
    }

    /** Whether something is expected of the provider yet. */
    boolean isOpen() {
        return state == State.CREATED || state == State.PENDING;
    }

    /** The same payment as it is known by that id at the provider. */
    Payment knownAs(String providerReference) {
        return with(state, providerReference, page, reason, succeededAt);
    }

    /** What follows from how it stands at the provider; the same payment, if nothing does. */
    Payment after(Standing standing, Instant now) {
        if (state == State.SUCCEEDED || state == State.DISPUTED) {
            return this;
        }
        return switch (standing.state()) {
            case PAID -> paid(standing, now);
            case FAILED -> isOpen() ? failed(standing.reference(), standing.reasonOr("refused")) : this;
            case WAITING -> isOpen() ? waiting(standing, now) : this;
            case UNKNOWN -> isOpen() && isOver(now) ? failed(null, "expired") : this;
        };
    }

    private Payment paid(Standing standing, Instant now) {
        if (!number().equals(standing.number())) {
            return disputed(standing, "another-order");
        }
        if (!amount.equals(standing.amount())) {
            return disputed(standing, "amount-differs");
        }
        if (standing.refunded() > 0) {
            return disputed(standing, "refunded-at-provider");
        }
        return with(State.SUCCEEDED, either(reference, standing.reference()), page, null, now);
    }

    private Payment waiting(Standing standing, Instant now) {
        if (isOver(now)) {
            return failed(standing.reference(), "expired");
        }
        String known = either(page, standing.page());
        return with(known == null ? state : State.PENDING, either(reference, standing.reference()), known, null, null);
    }

    /** The provider will not take it any more. */
    Payment failed(@Nullable String providerReference, String why) {
        return with(State.FAILED, either(reference, providerReference), page, why, null);
    }

    private Payment disputed(Standing standing, String what) {
        return with(State.DISPUTED, either(reference, standing.reference()), page, what, null);
    }

    private boolean isOver(Instant now) {
        return !now.isBefore(expiresAt.plus(GRACE));
    }

    private static @Nullable String either(@Nullable String known, @Nullable String told) {
        return known == null ? told : known;
    }

    private Payment with(
            State newState,
            @Nullable String newReference,
            @Nullable String newPage,
            @Nullable String newReason,
            @Nullable Instant newSucceededAt) {
        return new Payment(
                id,
                account,
                amount,
                provider,
                purpose,
                purposeReference,
                newState,
                newReference,
                newPage,
                newReason,
                refunded,
                refunding,
                createdAt,
                expiresAt,
                askedAt,
                newSucceededAt);
    }
}
