package io.trunkline.kit.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that the owner's endpoint for a purpose is to get.
 *
 * @param id becomes the {@code webhook-id}; queued a second time it changes nothing while the first waits
 * @param body JSON, at most 64 KiB
 * @param expiresAt null for as long as the settings have it
 */
public record NewDelivery(
        UUID id,
        UUID owner,
        String purpose,
        String body,
        @Nullable Instant expiresAt) {

    private static final int LARGEST_BODY = 64 * 1024;

    /** @throws IllegalArgumentException if the body is too large */
    public NewDelivery {
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY) {
            throw new IllegalArgumentException("Too large for a webhook: " + purpose);
        }
    }

    Instant expiresAtOr(Instant latest) {
        return expiresAt == null ? latest : expiresAt;
    }
}
