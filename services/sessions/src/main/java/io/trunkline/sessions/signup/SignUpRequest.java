package io.trunkline.sessions.signup;

import io.trunkline.sessions.code.OneTimeCode;
import io.trunkline.sessions.naming.DisplayName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Asks for an account. */
@Schema(name = "NewSignUp")
record SignUpRequest(
        @Schema(examples = "+447700900123") @NotNull @Size(max = 40)
        String phone,

        @Schema(maxLength = 100, examples = "Ada Lovelace", nullable = true) @Nullable @DisplayName
        String name,

        @Schema(
                description = "8 to 256 characters; without one, sign in by code",
                examples = "correct horse battery",
                nullable = true)
        @Nullable
        @Size(max = 512)
        String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SignUpRequest[]";
    }

    /** The code from the SMS. */
    @Schema(name = "SignUpConfirmation")
    record Confirmation(
            @Schema(examples = "123456") @NotNull @Pattern(regexp = OneTimeCode.FORM, message = "must be 6 digits")
            String code) {

        /** Without the code. */
        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }
}
