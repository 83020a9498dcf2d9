package io.trunkline.sessions.client;

import io.trunkline.sessions.client.Clients.Created;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A client, as administrators see it. */
@Schema(name = "Client", description = "A program that asks for tokens")
record ClientView(
        UUID id,

        @Schema(
                description = "What it calls itself at the token endpoint",
                examples = "019a3c5e-7a10-7c3e-9d55-0f6d1c2b3a49")
        String clientId,

        @Schema(description = "Shown this once", examples = "tls_...", nullable = true) @Nullable
        String clientSecret,

        @Schema(examples = "Billing") String name,

        @Schema(description = "first-party signs people in, service acts for itself", examples = "service")
        String kind,

        @Schema(examples = "[\"service\"]") List<String> roles,

        Instant createdAt) {

    static ClientView of(Client client) {
        return of(client, null);
    }

    static ClientView of(Created created) {
        return of(created.client(), created.secret().text());
    }

    private static ClientView of(Client client, @Nullable String secret) {
        return new ClientView(
                client.id(),
                client.clientId(),
                secret,
                client.name(),
                switch (client.kind()) {
                    case FIRST_PARTY -> "first-party";
                    case SERVICE -> "service";
                },
                client.roles().stream().sorted().toList(),
                client.createdAt());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClientView[clientId=" + clientId + "]";
    }
}
