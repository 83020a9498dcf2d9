package io.trunkline.smsproxy.pool;

import io.trunkline.smsproxy.pool.VirtualNumber.Capability;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A number to be added to a pool. */
record NumberRequest(
        @NotBlank @Size(max = 40) @Schema(examples = "+447700900001")
        String number,

        @Schema(description = "Where it goes; by default your pool \"default\"") @Nullable
        UUID pool,

        @Schema(description = "The carrier account that it belongs to; by default the one of the settings")
        @Nullable
        @Size(max = 40)
        String carrier,

        @Schema(description = "Other accounts that may send from it, in the order in which they are tried")
        @Size(max = 5)
        @Nullable
        List<@NotBlank @Size(max = 40) String> fallbackCarriers,

        @Schema(description = "What can pass through it; by default sms") @Size(min = 1, max = 3) @Nullable
        List<Capability> capabilities,

        @Schema(description = "Only given by hand, never chosen", defaultValue = "false") @Nullable
        Boolean reserved) {}
