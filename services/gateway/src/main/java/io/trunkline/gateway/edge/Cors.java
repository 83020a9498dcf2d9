package io.trunkline.gateway.edge;

import io.trunkline.gateway.GatewayConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which other origins a browser may call us from (Fetch standard, CORS). Decided here for all services: what they say of it
 * is dropped. Quarkus' own filter is not used because it refuses same-origin calls behind an ingress that ends TLS, and does
 * not answer with problems.
 */
@ApplicationScoped
class Cors {

    private static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id,"
                    + " traceparent, tracestate";
    private static final String EXPOSED_HEADERS =
            "Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, WWW-Authenticate, ETag";

    private final Set<String> origins;
    private final String remembered;

    Cors(GatewayConfig config) {
        this.origins = Set.copyOf(config.cors().origins().orElse(java.util.List.of()));
        this.remembered = Long.toString(config.cors().remembered().toSeconds());
    }

    static boolean isPreflight(HttpServerRequest request) {
        return HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    void allowPreflight(MultiMap answer) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, remembered);
    }

    /** Tells the browser whether the page may see the answer. */
    void decorate(HttpServerRequest request, MultiMap answer) {
        if (origins.isEmpty()) {
            return;
        }
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (allows(origin)) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }

    /** Drops what a service says of other origins. */
    static void dropFrom(MultiMap answer) {
        if (answer.contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            answer.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                    .remove(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS)
                    .remove(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
        }
    }
}
