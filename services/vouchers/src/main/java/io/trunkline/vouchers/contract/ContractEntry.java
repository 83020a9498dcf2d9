package io.trunkline.vouchers.contract;

import io.trunkline.events.Money;
import java.time.Instant;

/**
 * A line of a contract's statement.
 *
 * @param kind what sort of change, such as {@code payment}
 * @param amount positive if it was added
 * @param balance after it
 */
public record ContractEntry(String id, String kind, Money amount, Money balance, Instant bookedAt) {}
