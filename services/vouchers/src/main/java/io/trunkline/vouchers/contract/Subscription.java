package io.trunkline.vouchers.contract;

import io.trunkline.events.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A service that a contract has.
 *
 * @param price of its next period; null if the billing system does not say
 * @param paidUntil its last day that is paid for; likewise
 */
public record Subscription(
        ServiceKind kind, @Nullable Money price, @Nullable LocalDate paidUntil) {}
