package io.trunkline.smsproxy.session;

import io.trunkline.smsproxy.session.MaskedSession.Participant;
import io.trunkline.smsproxy.session.MaskedSession.Status;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session as its owner sees it. */
record SessionView(
        UUID id,
        UUID pool,
        @Nullable String name,
        Status status,
        List<ParticipantView> participants,

        @Schema(description = "Whether somebody is waited for, who joins by writing in")
        boolean open,

        @Schema(type = SchemaType.STRING, examples = "PT2H") @Nullable
        Duration ttl,

        TtlFrom ttlFrom,
        @Nullable Instant closesAt,

        @Schema(description = "When it ends as things stand; absent for never") @Nullable
        Instant expiresAt,

        Instant createdAt,
        @Nullable Instant endedAt) {

    static SessionView of(MaskedSession session) {
        return new SessionView(
                session.id(),
                session.pool(),
                session.name(),
                session.status(),
                session.participants().stream().map(ParticipantView::of).toList(),
                session.openSide() != null,
                session.ttl(),
                session.ttlFrom(),
                session.closesAt(),
                session.expiresAt(),
                session.createdAt(),
                session.endedAt());
    }

    /** Somebody in it. */
    record ParticipantView(
            UUID id,
            @Schema(examples = "a") String side,
            @Schema(examples = "+447700900123") String number,
            @Nullable String name,

            @Schema(description = "What this person sees, and writes to", examples = "+447700900001")
            String proxyNumber,

            Instant joinedAt,
            @Nullable Instant leftAt) {

        static ParticipantView of(Participant participant) {
            return new ParticipantView(
                    participant.id(),
                    participant.side(),
                    participant.number().number(),
                    participant.name(),
                    participant.proxyNumber().number(),
                    participant.joinedAt(),
                    participant.leftAt());
        }
    }
}
