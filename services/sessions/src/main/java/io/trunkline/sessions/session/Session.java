package io.trunkline.sessions.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that is signed in.
 *
 * @param device what it calls itself; null if it does not say
 * @param address where it signed in from
 * @param expiresAt when it ends however much it is used
 */
public record Session(
        UUID id,
        UUID accountId,
        String clientId,
        @Nullable String device,
        @Nullable String address,
        Instant startedAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
