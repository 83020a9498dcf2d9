package io.trunkline.dialer.sip;

/**
 * A user and his password at a gateway.
 *
 * @param user of the authentication, which may be another than that of From
 */
public record Credentials(String user, String password) {

    /**
     * The value of Authorization or Proxy-Authorization for a request.
     *
     * @param uri of the request, as it stands in its first line
     * @param count how often this nonce has been used with this one, from 1 on
     * @param cnonce a nonce of ours
     */
    public String answer(Challenge challenge, String method, String uri, int count, String cnonce) {
        DigestAlgorithm algorithm = challenge.algorithm();
        String secret = algorithm.hash(user + ":" + challenge.realm() + ":" + password);
        String request = algorithm.hash(method + ":" + uri);
        String uses = "%08x".formatted(count);
        String response = challenge.isProtected()
                ? algorithm.hash(String.join(":", secret, challenge.nonce(), uses, cnonce, "auth", request))
                : algorithm.hash(String.join(":", secret, challenge.nonce(), request));
        StringBuilder value = new StringBuilder("Digest username=")
                .append(Text.quoted(user))
                .append(", realm=")
                .append(Text.quoted(challenge.realm()))
                .append(", nonce=")
                .append(Text.quoted(challenge.nonce()))
                .append(", uri=")
                .append(Text.quoted(uri))
                .append(", response=\"")
                .append(response)
                .append("\", algorithm=")
                .append(algorithm.text());
        if (challenge.isProtected()) {
            // RFC 7616, 3.4: these two without quotes.
            value.append(", qop=auth, nc=").append(uses).append(", cnonce=").append(Text.quoted(cnonce));
        }
        if (challenge.opaque() != null) {
            value.append(", opaque=").append(Text.quoted(challenge.opaque()));
        }
        return value.toString();
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
