package io.trunkline.dialer.sip;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers to the challenges of a gateway, over all requests of a call: a nonce's uses are counted (RFC 7616, 3.4). */
public final class Authentication {

    private static final int MOST_REALMS = 8;

    private final @Nullable Credentials credentials;
    private final Tokens tokens;
    private final Map<String, Use> uses = new HashMap<>();

    /** @param credentials null if there are none: then every challenge is a refusal */
    public Authentication(@Nullable Credentials credentials, Tokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    private record Use(String nonce, int count) {}

    /** The value of Authorization or Proxy-Authorization; null if there are no credentials. */
    @Nullable
    String answer(Challenge challenge, SipRequest request) {
        if (credentials == null) {
            return null;
        }
        Use last = uses.get(challenge.realm());
        int count = last != null && last.nonce().equals(challenge.nonce()) ? last.count() + 1 : 1;
        if (uses.size() == MOST_REALMS) {
            uses.clear();
        }
        uses.put(challenge.realm(), new Use(challenge.nonce(), count));
        return credentials.answer(challenge, request.method(), request.uri(), count, tokens.next());
    }
}
