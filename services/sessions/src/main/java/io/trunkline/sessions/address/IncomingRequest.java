package io.trunkline.sessions.address;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who sends the request at hand: the address, and what the device says of itself. */
@RequestScoped
public class IncomingRequest {

    private static final int LONGEST_DEVICE = 200;

    /** A subscriber line owns 64 bits of IPv6: single addresses are free to change. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RoutingContext context;
    private final TrustedProxies proxies;

    IncomingRequest(RoutingContext context, TrustedProxies proxies) {
        this.context = context;
        this.proxies = proxies;
    }

    /** The client's address, for its owner to recognise. */
    public String address() {
        return client().getHostAddress();
    }

    /** What limits are counted by: the address, for IPv6 its /64. */
    public String network() {
        InetAddress client = client();
        if (client instanceof Inet6Address) {
            byte[] bytes = client.getAddress();
            Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
            return of(bytes).getHostAddress();
        }
        return client.getHostAddress();
    }

    /** The {@code User-Agent}, cut to 200 characters and without control characters; null if there is none. */
    public @Nullable String device() {
        return deviceName(context.request().getHeader("User-Agent"));
    }

    /** What a device calls itself, made fit to be stored and shown; null if nothing is left of it. */
    public static @Nullable String deviceName(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty()) {
            return null;
        }
        int end = Math.min(clean.codePointCount(0, clean.length()), LONGEST_DEVICE);
        return clean.substring(0, clean.offsetByCodePoints(0, end));
    }

    private InetAddress client() {
        SocketAddress peer = context.request().remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress sender = address == null ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(address);
        return proxies.clientOf(sender, context.request().headers().getAll("X-Forwarded-For"));
    }

    private static InetAddress of(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address of the wrong length", impossible);
        }
    }
}
