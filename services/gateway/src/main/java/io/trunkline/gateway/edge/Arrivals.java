package io.trunkline.gateway.edge;

import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.client.ClientConnection;
import io.trunkline.gateway.client.Forwarding;
import io.trunkline.gateway.client.Forwarding.Origin;
import io.trunkline.kit.Ids;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes an exchange of a request: where it comes from, what it is called, which trace it belongs to. */
@ApplicationScoped
class Arrivals {

    private static final String TRACE_PARENT = "traceparent";
    private static final int LONGEST_ID = 64;

    private final Forwarding forwarding;
    private final Ids ids;
    private final double tracesRatio;

    Arrivals(Forwarding forwarding, Ids ids, GatewayConfig config) {
        this.forwarding = forwarding;
        this.ids = ids;
        this.tracesRatio = config.tracesRatio();
    }

    Exchange exchange(HttpServerRequest request) {
        ClientConnection client = ClientConnection.of(request.connection());
        client.requestBegins();
        Origin origin = forwarding.of(request, client);
        String theirId = request.getHeader(Answers.REQUEST_ID);
        TraceParent theirTrace = TraceParent.parse(request.getHeader(TRACE_PARENT));
        UUID id = ids.next();
        String requestId = isHarmless(theirId) ? theirId : id.toString();
        TraceParent trace = theirTrace == null ? TraceParent.begin(id, isSampled()) : sampled(theirTrace, origin);
        return new Exchange(request, client, origin, requestId, trace, theirTrace == null);
    }

    /** It gets into logs and into other programs. */
    private static boolean isHarmless(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean harmless = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!harmless) {
                return false;
            }
        }
        return true;
    }

    /** A client that has everything recorded costs us, so only our own proxies decide that. */
    private TraceParent sampled(TraceParent theirs, Origin origin) {
        return origin.trusted() ? theirs : theirs.withSampled(isSampled());
    }

    private boolean isSampled() {
        return tracesRatio > 0 && ThreadLocalRandom.current().nextDouble() < tracesRatio;
    }
}
