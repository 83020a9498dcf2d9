package io.trunkline.vouchers.payment;

import io.trunkline.events.Money;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A payment to the caller's own balance. */
record PaymentRequest(
        @Schema(description = "More than nothing") @NotNull Money amount,

        @Schema(description = "The one that the settings prefer, if absent", examples = "sberbank")
        @Nullable
        @Pattern(regexp = "[a-z-]{1,32}")
        String provider,

        @Schema(
                description =
                        "`page`: the payer is sent to the provider's page. `wallet`: a telephone's wallet pays, see the "
                                + "operation for its token",
                enumeration = {"page", "wallet"},
                defaultValue = "page")
        @Nullable
        @Pattern(regexp = "page|wallet")
        String method) {

    boolean wantsPage() {
        return !"wallet".equals(method);
    }

    NewPayment by(UUID account) {
        return new NewPayment(account, amount, provider, CreditPurpose.NAME, null);
    }
}
