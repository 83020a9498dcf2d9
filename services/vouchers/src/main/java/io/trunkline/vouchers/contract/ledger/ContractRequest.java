package io.trunkline.vouchers.contract.ledger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A contract to be kept. */
record ContractRequest(
        @NotNull
        @Size(max = 100)
        @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
        @Schema(description = "What stands on the paper; no other contract has it", examples = "FL-84235/26")
        String name,

        @NotNull
        @Size(max = 200)
        @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
        @Schema(description = "Who has signed it", examples = "Anna Petrova")
        String holder,

        @Size(max = 300)
        @Pattern(regexp = TEXT, message = TEXT_MESSAGE)
        @Schema(description = "Where its services are; absent if nowhere", examples = "Lesnaya 5, flat 1")
        @Nullable
        String address,

        @NotNull @Schema(description = "ISO 4217; it stays", examples = "RUB")
        String currency,

        @NotNull
        @Size(max = KeptContract.MOST_PHONES)
        @Schema(description = "Telephones whose accounts see it", examples = "[\"+79161234567\"]")
        List<@NotNull String> phones,

        @NotNull @Size(max = 7) @Valid List<@NotNull SubscriptionRequest> services,

        @Schema(description = "Whether its services are switched off", defaultValue = "false") @Nullable
        Boolean blocked) {

    static final String TEXT = "[\\p{L}\\p{N}][^\\p{Cntrl}]*";
    static final String TEXT_MESSAGE = "must begin with a letter or digit and have no control characters";

    boolean isBlocked() {
        return blocked != null && blocked;
    }
}
