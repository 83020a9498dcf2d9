package io.trunkline.events.vouchers;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/** The life of vouchers. Ordered per voucher; of a whole batch, per batch. */
@JsonClassDescription("The life of vouchers. Ordered per voucher; of a whole batch, per batch.")
public sealed interface VoucherEvent extends Event {

    @Override
    default Topic topic() {
        return Topic.VOUCHERS_VOUCHER;
    }

    @JsonClassDescription("The codes of a batch have come into being.")
    record BatchIssued(
            UUID batchId,
            @JsonPropertyDescription("How many codes.") int count,

            @JsonPropertyDescription("What each code is worth.")
            Money credit,

            String vendor,

            @JsonPropertyDescription("The series, as printed.")
            String bulkNumber,

            Instant expiresAt,
            Instant at)
            implements VoucherEvent {
        @Override
        public String key() {
            return batchId.toString();
        }
    }

    @JsonClassDescription("A voucher has been used: it is worth nothing to anybody else from now on.")
    record Activated(UUID voucherId, UUID batchId, UUID accountId, Money credit, Instant at) implements VoucherEvent {
        @Override
        public String key() {
            return voucherId.toString();
        }
    }

    @JsonClassDescription("A fifth or less is left of the credit of a used voucher.")
    record RunningLow(UUID voucherId, UUID accountId, Money remaining, Instant at) implements VoucherEvent {
        @Override
        public String key() {
            return voucherId.toString();
        }
    }

    @JsonClassDescription("The credit of a used voucher has been spent.")
    record Depleted(UUID voucherId, UUID accountId, Instant at) implements VoucherEvent {
        @Override
        public String key() {
            return voucherId.toString();
        }
    }

    @JsonClassDescription("A voucher, or what was left of it, has run out of time.")
    record Expired(UUID voucherId, Money remaining, Instant at) implements VoucherEvent {
        @Override
        public String key() {
            return voucherId.toString();
        }
    }

    @JsonClassDescription("An operator has made a voucher worthless.")
    record Voided(UUID voucherId, UUID voidedBy, Instant at) implements VoucherEvent {
        @Override
        public String key() {
            return voucherId.toString();
        }
    }
}
