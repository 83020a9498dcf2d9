package io.trunkline.gateway.client;

import io.trunkline.gateway.GatewayConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out where a request really comes from. Only proxies that we were told of are believed. */
@ApplicationScoped
public class Forwarding {

    private static final String FOR = "x-forwarded-for";
    private static final String PROTO = "x-forwarded-proto";
    private static final String HOST = "x-forwarded-host";

    private final List<Network> trusted;

    @Inject
    Forwarding(GatewayConfig config) {
        this(config.trustedProxies().orElse(List.of()));
    }

    Forwarding(List<String> trusted) {
        this.trusted = trusted.stream().map(Network::parse).toList();
    }

    /**
     * Where a request comes from.
     *
     * @param address of the client, as text
     * @param rateKey what its rate is counted by
     * @param proto {@code http} or {@code https}: how the client came
     * @param host what the client asked for; null if it did not say
     * @param trusted whether it came by a proxy that is believed
     */
    public record Origin(
            String address,
            Object rateKey,
            String proto,
            @Nullable String host,
            boolean trusted) {

        public boolean isSecure() {
            return "https".equals(proto);
        }
    }

    public Origin of(HttpServerRequest request, ClientConnection connection) {
        String proto = request.isSSL() ? "https" : "http";
        String host = request.getHeader(io.vertx.core.http.HttpHeaders.HOST);
        if (trusted.isEmpty() || !isTrusted(connection.peer())) {
            return new Origin(connection.peerText(), connection.rateKey(), proto, host, false);
        }
        MultiMap headers = request.headers();
        InetAddress client = clientOf(headers.getAll(FOR), connection.peer());
        String saidProto = headers.get(PROTO);
        String saidHost = headers.get(HOST);
        return new Origin(
                client.getHostAddress(),
                ClientAddress.rateKey(client),
                "https".equals(saidProto) || "http".equals(saidProto) ? saidProto : proto,
                saidHost == null ? host : saidHost,
                true);
    }

    /**
     * The last address that no trusted proxy has: each proxy appends whom it saw, so what stands before the first untrusted
     * one, from the right, is hearsay.
     */
    InetAddress clientOf(List<String> headers, InetAddress peer) {
        String[] hops = String.join(",", headers).split(",");
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = ClientAddress.parse(hops[i].trim());
            if (hop == null) {
                return client;
            }
            client = hop;
            if (!isTrusted(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        for (Network network : trusted) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
