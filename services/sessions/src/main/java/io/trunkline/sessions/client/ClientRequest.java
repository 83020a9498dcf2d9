package io.trunkline.sessions.client;

import io.trunkline.sessions.naming.DisplayName;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for a new client. */
@Schema(name = "NewClient")
record ClientRequest(
        @Schema(maxLength = 100, examples = "Billing") @NotNull @DisplayName
        String name,

        @Schema(description = "What its tokens may do", examples = "[\"service\"]") @NotEmpty @Size(max = 2)
        Set<@NotNull @Pattern(regexp = "service|operator", message = "must be service or operator") String> roles) {}
