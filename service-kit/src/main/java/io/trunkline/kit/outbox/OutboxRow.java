package io.trunkline.kit.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that waits to be published. */
record OutboxRow(
        long id,
        UUID eventId,
        String topic,
        String key,
        String type,
        Instant occurredAt,
        @Nullable String traceparent,
        String data) {}
