package io.trunkline.dialer.sip;

import io.trunkline.dialer.sip.SipUri.HostAndPort;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where answers go (RFC 3261, 20.42).
 *
 * @param transport in capital letters, such as UDP
 * @param port -1 if it names none
 */
public record Via(String transport, String host, int port, Parameters parameters) {

    /** @throws SipSyntaxException if it is none */
    public static Via of(String value) {
        int semicolon = value.indexOf(';');
        String start = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
        // White space may stand on both sides of the slashes.
        int first = start.indexOf('/');
        int second = start.indexOf('/', first + 1);
        String behind = second < 0 ? "" : start.substring(second + 1).strip();
        int space = Text.blank(behind, 0);
        boolean isSip = space > 0
                && start.substring(0, first).strip().equalsIgnoreCase("SIP")
                && start.substring(first + 1, second).strip().equals("2.0");
        if (!isSip) {
            throw new SipSyntaxException("Via is not acceptable");
        }
        HostAndPort place =
                HostAndPort.of(behind.substring(space).replace(" ", "").replace("\t", ""));
        return new Via(
                behind.substring(0, space).toUpperCase(Locale.ROOT),
                place.host(),
                place.port(),
                Parameters.of(semicolon < 0 ? "" : value.substring(semicolon)));
    }

    /** With the address from which its request came, for whoever sent it to learn (18.2.1, and RFC 3581, 4). */
    Via seenFrom(InetSocketAddress source) {
        Parameters seen = parameters.with("received", source.getAddress().getHostAddress());
        return new Via(
                transport,
                host,
                port,
                parameters.has("rport") ? seen.with("rport", Integer.toString(source.getPort())) : seen);
    }

    /** As it stands in a message. */
    String text() {
        return "SIP/2.0/" + transport + " " + HostAndPort.text(host, port) + parameters.text();
    }

    /** Empty if there is none. */
    public String branch() {
        String branch = parameters.get("branch");
        return branch == null ? "" : branch;
    }

    /** The address from which the far end saw our request; null if it is the one we named (18.2.1). */
    public @Nullable String received() {
        return parameters.get("received");
    }

    /** The port from which the far end saw it (RFC 3581); null if it does not say. */
    public @Nullable Integer rport() {
        String port = parameters.get("rport");
        return port == null || port.isEmpty() ? null : Integer.valueOf(HostAndPort.portOf(port));
    }
}
