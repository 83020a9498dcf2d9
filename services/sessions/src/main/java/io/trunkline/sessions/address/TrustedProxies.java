package io.trunkline.sessions.address;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the client behind our own proxies.
 *
 * <p>{@code X-Forwarded-For} grows to the right, and its left part is whatever the client chose to send. So it is read from
 * the right, for as long as the address that vouches for the next one is a proxy of ours. (The framework's own support takes
 * the leftmost entry, which the client may forge.)
 */
@ApplicationScoped
class TrustedProxies {

    private final List<Network> networks;

    TrustedProxies(AddressConfig config) {
        this.networks = config.trustedProxies().stream().map(Network::parse).toList();
    }

    /**
     * @param peer who has opened the connection
     * @param forwardedFor the values of {@code X-Forwarded-For} in their order
     */
    InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
        List<String> hops = List.of(String.join(",", forwardedFor).split(","));
        InetAddress client = peer;
        for (int hop = hops.size() - 1; hop >= 0 && isTrusted(client); hop--) {
            InetAddress next = literal(hops.get(hop).strip());
            if (next == null) {
                return client;
            }
            client = next;
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
