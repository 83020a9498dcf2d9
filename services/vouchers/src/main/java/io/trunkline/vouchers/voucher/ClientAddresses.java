package io.trunkline.vouchers.voucher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request comes from. Proxies append to {@code X-Forwarded-For} the address that they were called from,
 * so it is read from its end, as long as what is read was written by a proxy that we trust: whatever stands further left may
 * have been made up by the client.
 */
@ApplicationScoped
class ClientAddresses {

    private static final int IPV6_SUBSCRIBER_BYTES = 8;

    private final List<Network> trusted;

    @Inject
    ClientAddresses(GuessingConfig config) {
        this(config.trustedProxies());
    }

    /** @throws IllegalArgumentException if a network is not written in CIDR notation */
    ClientAddresses(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(Network::parse).toList();
    }

    /**
     * The client's address, of IPv6 its /64 prefix: one subscriber has all of that.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the header's values in their order; may be forged
     */
    String of(String peer, List<String> forwardedFor) {
        InetAddress client = InetAddress.ofLiteral(peer);
        for (String hop : hops(forwardedFor).reversed()) {
            InetAddress before = isTrusted(client) ? parse(hop) : null;
            if (before == null) {
                break;
            }
            client = before;
        }
        return subscriber(client);
    }

    private static List<String> hops(List<String> forwardedFor) {
        return forwardedFor.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .toList();
    }

    /** Null if it is no address: proxies may write "unknown" there. */
    private static @Nullable InetAddress parse(String hop) {
        try {
            return InetAddress.ofLiteral(withoutPort(hop));
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

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static String subscriber(InetAddress address) {
        if (address instanceof Inet6Address) {
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, IPV6_SUBSCRIBER_BYTES, bytes.length, (byte) 0);
            return Network.addressOf(bytes).getHostAddress() + "/64";
        }
        return address.getHostAddress();
    }

    /** Addresses that begin with the same bits. */
    private record Network(InetAddress base, int bits) {

        static Network parse(String cidr) {
            int slash = cidr.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("Not a network in CIDR notation: " + cidr);
            }
            InetAddress base = InetAddress.ofLiteral(cidr.substring(0, slash).trim());
            int bits = Integer.parseInt(cidr.substring(slash + 1).trim());
            if (bits < 0 || bits > base.getAddress().length * Byte.SIZE) {
                throw new IllegalArgumentException("Not a network in CIDR notation: " + cidr);
            }
            return new Network(base, bits);
        }

        static InetAddress addressOf(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (java.net.UnknownHostException impossible) {
                throw new IllegalStateException("An address of " + bytes.length + " bytes", impossible);
            }
        }

        boolean contains(InetAddress other) {
            byte[] ours = base.getAddress();
            byte[] theirs = other.getAddress();
            if (theirs.length != ours.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int place = 0x80 >> (bit % Byte.SIZE);
                if (((theirs[bit / Byte.SIZE] ^ ours[bit / Byte.SIZE]) & place) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
