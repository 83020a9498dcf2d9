package io.trunkline.sessions.client;

import io.trunkline.sessions.oauth.FormParameters;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a client says it is (RFC 6749 §2.3.1).
 *
 * @param secret null if it shows none
 */
public record ClientClaim(String clientId, @Nullable String secret) {

    private static final String BASIC = "Basic ";
    private static final int LONGEST = 200;
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x7e]*");

    /** @throws OAuthRefused invalid_client if the id has other than visible ASCII characters (RFC 6749 appendix A.1) */
    public ClientClaim {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw new OAuthRefused(OAuthError.INVALID_CLIENT, "The client is not known, or not proved");
        }
    }

    /** Whether a header authenticates a client by HTTP Basic. */
    public static boolean isBasic(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    /**
     * Reads it from the header or the form.
     *
     * @throws OAuthRefused invalid_client if there is none, invalid_request if there are two
     */
    public static ClientClaim of(@Nullable String authorization, FormParameters form) {
        String clientId = form.optional("client_id", LONGEST);
        String secret = form.optional("client_secret", LONGEST);
        if (authorization != null && isBasic(authorization)) {
            ClientClaim basic = ofBasic(authorization.substring(BASIC.length()).strip());
            if (secret != null || (clientId != null && !clientId.equals(basic.clientId()))) {
                throw new OAuthRefused(OAuthError.INVALID_REQUEST, "Authenticate the client in one way only");
            }
            return basic;
        }
        if (clientId == null) {
            throw new OAuthRefused(OAuthError.INVALID_CLIENT, "client_id is missing");
        }
        return new ClientClaim(clientId, secret);
    }

    private static ClientClaim ofBasic(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0 && pair.length() <= 2 * LONGEST) {
                return new ClientClaim(decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)));
            }
        } catch (IllegalArgumentException unreadable) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static OAuthRefused unreadable() {
        return new OAuthRefused(OAuthError.INVALID_CLIENT, "The Authorization header is not readable");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClientClaim[clientId=" + clientId + "]";
    }
}
