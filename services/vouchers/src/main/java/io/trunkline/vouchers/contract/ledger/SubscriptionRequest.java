package io.trunkline.vouchers.contract.ledger;

import io.trunkline.events.Money;
import io.trunkline.vouchers.contract.ServiceKind;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A service that a contract is to have. */
record SubscriptionRequest(
        @NotNull
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"internet", "iptv", "ctv", "phone", "cctv", "domophone", "gsm"},
                examples = "internet")
        ServiceKind kind,

        @Schema(description = "Of its next period, in the contract's currency") @Nullable
        Money price,

        @Schema(description = "Its last day that is paid for", examples = "2027-01-31") @Nullable
        LocalDate paidUntil) {

    @Nullable
    Long priceMinor() {
        return price == null ? null : price.minor();
    }
}
