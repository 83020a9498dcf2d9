package io.trunkline.sessions.account;

import io.trunkline.events.E164;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account, as its owner and administrators see it. */
@Schema(name = "Account", description = "Somebody who may sign in")
public record AccountView(
        @Schema(examples = "019a3c5e-7a10-7c3e-9d55-0f6d1c2b3a49")
        UUID id,

        @Schema(
                description = "The proved number, E.164",
                examples = "+447700900123",
                nullable = true,
                implementation = String.class)
        @Nullable
        E164 phone,

        @Schema(description = "The login name of who has no phone here", examples = "admin", nullable = true) @Nullable
        String login,

        @Schema(examples = "Ada Lovelace", nullable = true) @Nullable
        String name,

        @Schema(description = "BCP 47", examples = "en-GB", nullable = true) @Nullable
        String language,

        @Schema(examples = "[\"user\"]") List<String> roles,

        Instant createdAt,

        @Schema(description = "Absent while the account may be used", nullable = true) @Nullable
        Instant deactivatedAt) {

    public static AccountView of(Account account) {
        return new AccountView(
                account.id(),
                account.phone(),
                account.login(),
                account.name(),
                account.language(),
                account.roles().stream().sorted().toList(),
                account.createdAt(),
                account.deactivatedAt());
    }
}
