package io.trunkline.gateway.client;

import io.trunkline.kit.address.ClientAddresses;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Finds out where a request really comes from. Only proxies that we were told of are believed. */
@Singleton
public class Forwarding {

    private static final String FOR = "x-forwarded-for";
    private static final String PROTO = "x-forwarded-proto";
    private static final String HOST = "x-forwarded-host";

    private final ClientAddresses addresses;

    Forwarding(ClientAddresses addresses) {
        this.addresses = addresses;
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
            InetAddress rateKey,
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
        if (!addresses.isTrusted(connection.peer())) {
            return new Origin(connection.peerText(), connection.rateKey(), proto, host, false);
        }
        MultiMap headers = request.headers();
        InetAddress client = addresses.clientOf(connection.peer(), headers.getAll(FOR));
        String saidProto = headers.get(PROTO);
        String saidHost = headers.get(HOST);
        return new Origin(
                client.getHostAddress(),
                ClientAddresses.subscriber(client),
                "https".equals(saidProto) || "http".equals(saidProto) ? saidProto : proto,
                saidHost == null ? host : saidHost,
                true);
    }
}
