package io.trunkline.kit.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A call that a customer is to get.
 *
 * @param id the {@code webhook-id}: the same in every attempt, so that the customer knows a repeat
 * @param body JSON
 * @param attempts how many have begun, the present one included
 * @param expiresAt no attempt begins or lasts beyond it
 */
public record WebhookDelivery(
        UUID id, UUID owner, String purpose, String url, String body, int attempts, Instant expiresAt) {

    Target target() {
        return new Target(owner, purpose);
    }

    boolean hasRunOut(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Who is called for what. */
    record Target(UUID owner, String purpose) {}
}
