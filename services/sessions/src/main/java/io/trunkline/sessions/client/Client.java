package io.trunkline.sessions.client;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A program that asks for tokens.
 *
 * @param clientId what it calls itself at the token endpoint
 * @param roles what its own tokens carry; empty for an app that only signs people in
 */
public record Client(UUID id, String clientId, String name, Kind kind, Set<String> roles, Instant createdAt) {

    /** The id of our own apps; they have no secret to keep. */
    public static final String APP = "trunkline-app";

    /** What a client may do. */
    public enum Kind {
        /** Our own app: public, signs people in by password or code. */
        FIRST_PARTY,
        /** Another program: confidential, acts for itself by client credentials. */
        SERVICE
    }

    public Client {
        roles = Set.copyOf(roles);
    }
}
