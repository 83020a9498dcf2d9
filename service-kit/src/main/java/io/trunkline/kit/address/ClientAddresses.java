package io.trunkline.kit.address;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the client behind the proxies that we trust.
 *
 * <p>{@code X-Forwarded-For} grows to the right, and its left part is whatever the client chose to send. So it is read from
 * the right, for as long as the address that vouches for the next one is a trusted proxy. (The framework's own support takes
 * the leftmost entry, which the client may forge.)
 */
@ApplicationScoped
public class ClientAddresses {

    /** A subscriber line owns 64 bits of IPv6: single addresses are free to change. */
    private static final int IPV6_SUBSCRIBER_BYTES = 8;

    private final List<Network> trusted;

    ClientAddresses(ProxyConfig config) {
        this.trusted =
                config.trusted().orElse(List.of()).stream().map(Network::parse).toList();
    }

    /** Whether an address is one of a proxy that is believed. */
    public boolean isTrusted(InetAddress address) {
        for (Network network : trusted) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The client's address.
     *
     * @param peer who has opened the connection
     * @param forwardedFor the values of {@code X-Forwarded-For} in their order; may be forged
     */
    public InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        for (String hop : List.of(String.join(",", forwardedFor).split(",")).reversed()) {
            InetAddress before = isTrusted(client) ? parse(hop.strip()) : null;
            if (before == null) {
                return client;
            }
            client = before;
        }
        return client;
    }

    /** What limits are counted by: the address, for IPv6 its /64. */
    public static InetAddress subscriber(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] bytes = client.getAddress();
        Arrays.fill(bytes, IPV6_SUBSCRIBER_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address of " + bytes.length + " bytes", impossible);
        }
    }

    /** An address as text, also with a port; null if it is none: proxies may write "unknown". Never asks a name server. */
    public static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(withoutPort(text));
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        boolean isIpv4WithPort = colon >= 0 && colon == hop.lastIndexOf(':');
        return isIpv4WithPort ? hop.substring(0, colon) : hop;
    }
}
