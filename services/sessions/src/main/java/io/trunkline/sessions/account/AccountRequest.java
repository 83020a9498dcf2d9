package io.trunkline.sessions.account;

import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.naming.DisplayName;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about accounts. */
final class AccountRequest {

    private AccountRequest() {}

    @Schema(name = "AccountChange", description = "What is absent stays as it is")
    record Change(
            @Schema(maxLength = 100, examples = "Ada Lovelace") @Nullable @DisplayName
            String name,

            @Schema(description = "BCP 47", examples = "en-GB") @Nullable @Size(min = 2, max = 35)
            String language) {

        /** The tag in its canonical form; refuses with 400 what is none. */
        @Nullable
        String canonicalLanguage() {
            if (language == null) {
                return null;
            }
            try {
                return new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
            } catch (IllformedLocaleException noTag) {
                throw Refused.invalid("language", "must be a BCP 47 language tag, such as en-GB");
            }
        }
    }

    @Schema(name = "PasswordChange")
    record Password(
            @Schema(description = "The password until now; may be absent only where there was none")
            @Nullable
            @Size(max = 256)
            String current,

            @Schema(description = "8 to 256 characters", examples = "correct horse battery") @NotNull @Size(max = 512)
            String password) {

        /** Without the passwords. */
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    @Schema(name = "RolesChange")
    record RolesOf(
            @Schema(description = "All roles of the account from now on", examples = "[\"user\", \"operator\"]")
            @NotEmpty
            @Size(max = 3)
            Set<@NotNull @Pattern(regexp = "user|operator|admin", message = "must be user, operator or admin") String>
                    roles) {}
}
