package io.trunkline.sessions.code;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for a code to sign in with. */
@Schema(name = "NewOneTimeCode")
record CodeRequest(
        @Schema(examples = "+447700900123") @NotNull @Size(max = 40)
        String phone) {}
