package io.trunkline.vouchers.usage;

import io.trunkline.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of something that was used.
 *
 * @param kind call or message
 * @param number masked
 * @param quantity seconds or segments
 * @param version of the tariff, at the beginning; null if there is no price, as all that follows but the refusal
 * @param charged what of the price the account could pay
 * @param refusal why there is no price; null if there is one
 */
record RatedEvent(
        UUID id,
        String source,
        String kind,
        UUID account,
        String number,
        long quantity,
        Instant occurredAt,
        Instant ratedAt,
        @Nullable UUID version,
        @Nullable String prefix,
        @Nullable String destination,
        @Nullable Money price,
        @Nullable Money charged,
        @Nullable String refusal) {

    /** What of the price the account could not pay; null if it could, or there is no price. */
    @Nullable
    Money uncollected() {
        if (price == null || charged == null || price.minor() == charged.minor()) {
            return null;
        }
        return new Money(price.minor() - charged.minor(), price.currency());
    }

    boolean isToBePaid() {
        return price != null && price.minor() > 0;
    }
}
