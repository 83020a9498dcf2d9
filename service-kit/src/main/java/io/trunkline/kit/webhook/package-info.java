/**
 * Webhooks to customers, as Standard Webhooks has them: queued with what they tell of, signed, sent until they are taken.
 *
 * <p>A service that wants them adds {@code db/webhook} to its {@code quarkus.flyway.locations}, empties
 * {@code quarkus.arc.exclude-types}, sets {@code trunkline.webhooks.secret}, and has a bean for each {@link
 * io.trunkline.kit.webhook.WebhookPurpose}.
 */
@NullMarked
package io.trunkline.kit.webhook;

import org.jspecify.annotations.NullMarked;
