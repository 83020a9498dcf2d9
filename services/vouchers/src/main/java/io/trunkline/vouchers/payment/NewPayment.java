package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that somebody wants to make.
 *
 * @param account who pays
 * @param amount more than nothing
 * @param provider null for the one that the settings prefer
 * @param purpose {@link PaymentPurpose#name}
 * @param purposeReference what the purpose knows it by, at most 128 characters; null if it needs none
 */
public record NewPayment(
        UUID account,
        Money amount,
        @Nullable String provider,
        String purpose,
        @Nullable String purposeReference) {}
