package io.trunkline.events.vouchers;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * Who may spend what. Ordered per account and currency, and compacted: each record carries the balance after it, so the
 * last one is a snapshot. A repeat may come late; a reader keeps the record with the highest {@code version}.
 */
@JsonClassDescription("Who may spend what. Ordered per account and currency; the last record is a snapshot.")
public sealed interface BalanceEvent extends Event {

    UUID accountId();

    @JsonPropertyDescription("The balance after this event.")
    Money balance();

    @JsonPropertyDescription("Grows by one with each change of this balance.")
    long version();

    @Override
    default Topic topic() {
        return Topic.VOUCHERS_BALANCE;
    }

    @Override
    default String key() {
        return keyOf(accountId(), balance().currencyCode());
    }

    /** An account has one balance per currency: {@code <account id>/<currency>}. */
    static String keyOf(UUID accountId, String currency) {
        return accountId + "/" + currency;
    }

    @JsonClassDescription("Credit was added.")
    record Credited(
            UUID accountId,
            Money amount,
            Money balance,
            long version,

            @JsonPropertyDescription("What it came from, such as `voucher:<id>`; unique per ledger entry.")
            String source,

            Instant at)
            implements BalanceEvent {}

    @JsonClassDescription("Credit was spent.")
    record Charged(UUID accountId, Money amount, Money balance, long version, String source, Instant at)
            implements BalanceEvent {}

    @JsonClassDescription("Nothing is left: no new spending from now on.")
    record Depleted(UUID accountId, Money balance, long version, Instant at) implements BalanceEvent {}

    @JsonClassDescription("There is credit again after it had run out.")
    record Restored(UUID accountId, Money balance, long version, Instant at) implements BalanceEvent {}
}
