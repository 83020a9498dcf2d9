package io.trunkline.smsproxy.session;

import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** What may be changed of an open session; what is absent stays. */
record SessionChange(
        @Schema(description = "For you to recognise it; nothing personal", examples = "ride 4711, late")
        @Size(max = 190)
        @Nullable
        String name,

        @Schema(
                description = "How long it lasts: from its creation, or from now if it lives by its messages",
                type = SchemaType.STRING,
                examples = "PT4H")
        @DurationMin(seconds = 1)
        @DurationMax(days = 3650)
        @Nullable
        Duration ttl,

        @Schema(description = "Over after this moment, whatever else is said") @Nullable
        Instant closesAt,

        @Valid @Nullable SessionTexts texts) {

    /**
     * When the session then ends; null for never.
     *
     * @throws Refused 400 if that is over already
     */
    @Nullable
    Instant expiresAt(MaskedSession session, Instant now) {
        if (ttl == null && closesAt == null) {
            return session.expiresAt();
        }
        Instant closing = closesAt == null ? session.closesAt() : closesAt;
        Duration lasting = ttl == null ? session.ttl() : ttl;
        Instant from = session.ttlFrom() == TtlFrom.CREATION ? session.createdAt() : now;
        Instant expiry = MaskedSession.earlier(lasting == null ? null : from.plus(lasting), closing);
        if (expiry != null && !expiry.isAfter(now)) {
            throw Refused.invalid(
                    closing != null && !closing.isAfter(now) ? "closesAt" : "ttl", "must not be over already");
        }
        return expiry;
    }
}
