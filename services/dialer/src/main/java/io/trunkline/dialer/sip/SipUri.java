package io.trunkline.dialer.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a SIP request can be sent (RFC 3261, 19.1).
 *
 * @param user empty if it has none
 * @param host a name or an address; of IPv6 without brackets
 * @param port -1 if it names none
 */
public record SipUri(boolean isSecure, String user, String host, int port, Parameters parameters) {

    private static final int DEFAULT_PORT = 5060;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_PORT = 5;

    /** @throws SipSyntaxException if it is no sip or sips URI */
    public static SipUri of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isSecure = lower.startsWith("sips:");
        if (!isSecure && !lower.startsWith("sip:")) {
            throw new SipSyntaxException("Not a sip URI");
        }
        String rest = text.substring(text.indexOf(':') + 1);
        int question = rest.indexOf('?');
        rest = question < 0 ? rest : rest.substring(0, question);
        // A user may have semicolons in it; a host may not.
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        String place = rest.substring(at + 1);
        int semicolon = place.indexOf(';');
        String parameters = semicolon < 0 ? "" : place.substring(semicolon);
        place = semicolon < 0 ? place : place.substring(0, semicolon);
        return at(isSecure, user, place, Parameters.of(parameters));
    }

    private static SipUri at(boolean isSecure, String user, String place, Parameters parameters) {
        HostAndPort where = HostAndPort.of(place);
        return new SipUri(isSecure, user, where.host(), where.port(), parameters);
    }

    /** A host with or without a port. */
    record HostAndPort(String host, int port) {

        static HostAndPort of(String text) {
            int bracket = text.lastIndexOf(']');
            int colon = text.indexOf(':', Math.max(0, bracket));
            String host = colon < 0 ? text : text.substring(0, colon);
            if (bracket >= 0) {
                boolean isBracketed = host.startsWith("[") && host.endsWith("]");
                host = isBracketed ? host.substring(1, host.length() - 1) : "";
            }
            if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '"' || c == ',' || c == '@')) {
                throw new SipSyntaxException("Not a host");
            }
            return new HostAndPort(host, colon < 0 ? -1 : portOf(text.substring(colon + 1)));
        }

        /** @param port -1 if there is to be none */
        static String text(String host, int port) {
            String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
            return port < 0 ? place : place + ":" + port;
        }

        static int portOf(String digits) {
            boolean isNumber = !digits.isEmpty()
                    && digits.length() <= LONGEST_PORT
                    && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!isNumber || Integer.parseInt(digits) > HIGHEST_PORT || Integer.parseInt(digits) == 0) {
                throw new SipSyntaxException("Not a port");
            }
            return Integer.parseInt(digits);
        }
    }

    /** Whether it is that of a proxy that leaves the request's URI as it is (19.1.1). */
    public boolean isLooseRouter() {
        return parameters.has("lr");
    }

    /**
     * The address that it names by digits, with its port or else 5060. Null if it has a name, which would have to be looked
     * up, and that takes longer than an event loop can wait.
     */
    public @Nullable InetSocketAddress literalAddress() {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port < 0 ? DEFAULT_PORT : port);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    /** Small letters; null if it names none. */
    public @Nullable String transport() {
        String transport = parameters.get("transport");
        return transport == null ? null : transport.toLowerCase(Locale.ROOT);
    }
}
