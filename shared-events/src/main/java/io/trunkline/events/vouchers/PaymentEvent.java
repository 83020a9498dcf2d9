package io.trunkline.events.vouchers;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/** A payment through a provider. Ordered per payment. */
@JsonClassDescription("A payment through a provider. Ordered per payment.")
public sealed interface PaymentEvent extends Event {

    UUID paymentId();

    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.VOUCHERS_PAYMENT;
    }

    @Override
    default String key() {
        return paymentId().toString();
    }

    @JsonClassDescription("The payer was sent to the provider.")
    record Started(
            UUID paymentId,
            UUID accountId,
            Money amount,

            @JsonPropertyDescription("The payment provider's name.")
            String provider,

            Instant at)
            implements PaymentEvent {}

    @JsonClassDescription("The provider has confirmed the money.")
    record Succeeded(UUID paymentId, UUID accountId, Money amount, Instant at) implements PaymentEvent {}

    @JsonClassDescription("The provider has refused, or the payer has given up.")
    record Failed(UUID paymentId, UUID accountId, String reason, Instant at) implements PaymentEvent {}

    @JsonClassDescription("Money went back to the payer.")
    record Refunded(UUID paymentId, UUID accountId, Money amount, Instant at) implements PaymentEvent {}
}
