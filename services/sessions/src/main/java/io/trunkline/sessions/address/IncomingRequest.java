package io.trunkline.sessions.address;

import io.trunkline.kit.address.ClientAddresses;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Who sends the request at hand: the address, and what the device says of itself. */
@RequestScoped
public class IncomingRequest {

    private static final int LONGEST_DEVICE = 200;

    private final RoutingContext context;
    private final ClientAddresses addresses;

    IncomingRequest(RoutingContext context, ClientAddresses addresses) {
        this.context = context;
        this.addresses = addresses;
    }

    /** The client's address, for its owner to recognise. */
    public String address() {
        return client().getHostAddress();
    }

    /** What limits are counted by: the address, for IPv6 its /64. */
    public String network() {
        return ClientAddresses.subscriber(client()).getHostAddress();
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
        return addresses.clientOf(sender, context.request().headers().getAll("X-Forwarded-For"));
    }
}
