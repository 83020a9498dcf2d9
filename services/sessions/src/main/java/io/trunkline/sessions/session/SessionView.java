package io.trunkline.sessions.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signed-in device, as its owner sees it. */
@Schema(name = "Session", description = "A signed-in device")
public record SessionView(
        UUID id,

        @Schema(description = "The app that signed in", examples = "trunkline-app")
        String clientId,

        @Schema(description = "What the device calls itself", examples = "Trunkline/1.0 (Pixel 9)", nullable = true)
        @Nullable
        String device,

        @Schema(description = "Where it signed in from", examples = "203.0.113.7", nullable = true) @Nullable
        String address,

        Instant startedAt,
        Instant lastUsedAt,

        @Schema(description = "When it ends however much it is used")
        Instant expiresAt,

        @Schema(description = "Whether it is the one that asks")
        boolean current) {

    static SessionView of(Session session, UUID current) {
        return new SessionView(
                session.id(),
                session.clientId(),
                session.device(),
                session.address(),
                session.startedAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.id().equals(current));
    }
}
