package io.trunkline.kit.auth;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verified access token says (RFC 9068).
 *
 * @param subject the account, or the client for client credentials
 * @param session {@code sid}: the session it belongs to; null for client credentials
 */
public record AccessToken(
        UUID subject, @Nullable UUID session, String clientId, Set<String> roles, Instant expiresAt) {}
