package io.trunkline.kit.address;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells places on the internet from places inside. Whoever may have us call an address of his choice must not reach our own
 * network by it, nor the metadata service of the cloud that we run in (server-side request forgery).
 *
 * <p>A check of the name is worth nothing if the name is resolved again for the call: connect to the address that
 * {@link #resolve} has returned.
 */
@ApplicationScoped
public class OutsideAddresses {

    /** The special-purpose registry of IANA (RFC 6890), multicast (RFC 5771) and what is reserved. */
    private static final List<Network> NOT_ROUTED_4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All that IANA has given out for unicast (RFC 4291): unique local, link-local and multicast addresses are not in it. */
    private static final Network ROUTED_6 = Network.parse("2000::/3");

    /** Of that, protocol assignments such as Teredo (RFC 2928) and the two ranges for documentation (RFC 3849, RFC 9637). */
    private static final List<Network> NOT_ROUTED_6 = networks("2001::/23", "2001:db8::/32", "3fff::/20");

    /**
     * IPv6 addresses that stand for an IPv4 address, and the byte at which that begins. Mapped ones (::ffff:0:0/96) are missing:
     * Java reads them as IPv4.
     */
    private enum Embedding {
        COMPATIBLE("::/96", 12),
        NAT64("64:ff9b::/96", 12),
        SIX_TO_FOUR("2002::/16", 2);

        private final Network prefix;
        private final int firstByte;

        Embedding(String prefix, int firstByte) {
            this.prefix = Network.parse(prefix);
            this.firstByte = firstByte;
        }
    }

    private final NameResolver resolver;
    private final List<Network> allowed;

    OutsideAddresses(NameResolver resolver, OutsideConfig config) {
        this.resolver = resolver;
        this.allowed = config.allowedNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList();
    }

    /**
     * All addresses of a host name or a literal address, at least one, in the resolver's order. Fails with
     * {@link UnknownHostException}, or with {@link AddressRefused} if any of them is not outside: such a name is not honest.
     */
    public Uni<List<InetAddress>> resolve(String host) {
        return resolver.resolve(host).invoke(addresses -> requireOutside(host, addresses));
    }

    private void requireOutside(String host, List<InetAddress> addresses) {
        if (!addresses.stream().allMatch(this::isOutside)) {
            throw new AddressRefused(host);
        }
    }

    /** Whether the internet routes it, or the settings allow it. */
    public boolean isOutside(InetAddress address) {
        return isAllowed(address) || isRouted(address);
    }

    /** Whether the settings name its network. */
    public boolean isAllowed(InetAddress address) {
        return isIn(allowed, address);
    }

    private static boolean isRouted(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isIn(NOT_ROUTED_4, address);
        }
        InetAddress inner = embedded(address);
        return inner == null ? ROUTED_6.contains(address) && !isIn(NOT_ROUTED_6, address) : isRouted(inner);
    }

    private static @Nullable InetAddress embedded(InetAddress address) {
        for (Embedding embedding : Embedding.values()) {
            if (embedding.prefix.contains(address)) {
                byte[] bytes = address.getAddress();
                return ofBytes(Arrays.copyOfRange(bytes, embedding.firstByte, embedding.firstByte + Integer.BYTES));
            }
        }
        return null;
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address of " + bytes.length + " bytes", impossible);
        }
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }

    /** A name that leads, or may lead, into a network that is not the internet. */
    public static final class AddressRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        AddressRefused(String host) {
            super(host + " does not lead to the internet", null, false, false);
        }
    }
}
