package io.trunkline.vouchers.contract.ledger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a contract is to be another. What is absent stays as it is. */
record ContractChangeRequest(
        @Size(max = 200)
        @Pattern(regexp = ContractRequest.TEXT, message = ContractRequest.TEXT_MESSAGE)
        @Schema(examples = "Anna Petrova")
        @Nullable
        String holder,

        @Size(max = 300)
        @Pattern(regexp = ContractRequest.TEXT, message = ContractRequest.TEXT_MESSAGE)
        @Schema(examples = "Lesnaya 5, flat 1")
        @Nullable
        String address,

        @Schema(description = "Whether its services are switched off") @Nullable
        Boolean blocked,

        @Size(max = 7) @Valid @Schema(description = "All it has from now on") @Nullable
        List<@NotNull SubscriptionRequest> services) {}
