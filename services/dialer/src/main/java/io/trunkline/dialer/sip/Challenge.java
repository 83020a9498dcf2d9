package io.trunkline.dialer.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants to be proven (RFC 7616, and RFC 8760 for SIP).
 *
 * @param opaque to be given back as it is; null if there is none
 * @param isStale whether the credentials were right and only the nonce is too old
 * @param isProtected whether the server knows {@code qop=auth}: then each answer counts, and has a nonce of ours
 */
public record Challenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        DigestAlgorithm algorithm,
        boolean isStale,
        boolean isProtected) {

    /**
     * The best of several, or nothing if we can answer none: SHA before MD5, whatever their order.
     *
     * @param values of WWW-Authenticate or Proxy-Authenticate
     */
    public static Optional<Challenge> best(List<String> values) {
        return values.stream().flatMap(value -> of(value).stream()).min((one, other) -> one.algorithm()
                .compareTo(other.algorithm()));
    }

    private static Optional<Challenge> of(String value) {
        int space = value.indexOf(' ');
        if (space < 0 || !value.substring(0, space).equalsIgnoreCase("Digest")) {
            return Optional.empty();
        }
        Parameters parameters = Parameters.ofList(value.substring(space + 1));
        DigestAlgorithm algorithm = DigestAlgorithm.named(parameters.get("algorithm"));
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qop = parameters.get("qop");
        boolean isProtected = qop != null
                && List.of(qop.toLowerCase(Locale.ROOT).split("[ ,\t]+")).contains("auth");
        if (algorithm == null || realm == null || nonce == null || (qop != null && !isProtected)) {
            return Optional.empty();
        }
        boolean isStale = "true".equalsIgnoreCase(parameters.get("stale"));
        return Optional.of(new Challenge(realm, nonce, parameters.get("opaque"), algorithm, isStale, isProtected));
    }
}
