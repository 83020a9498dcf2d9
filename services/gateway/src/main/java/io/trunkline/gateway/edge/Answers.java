package io.trunkline.gateway.edge;

import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every answer carries, and the answers that the gateway gives itself. */
@ApplicationScoped
class Answers {

    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CONTENT_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence NO_FRAMES = HttpHeaders.createOptimized("frame-ancestors 'none'");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);

    /** RFC 6750 §3. */
    private static final String CHALLENGE = "Bearer realm=\"trunkline\"";

    /** How long a client may go on sending a body that is not wanted before the connection is closed under it. */
    private static final long LINGER_MILLIS = 2_000;

    /** A body up to this size is read and forgotten, so that the connection can be used again. */
    private static final long WORTH_READING = 64 * 1024;

    private final Cors cors;
    private final EdgeMetrics metrics;

    Answers(Cors cors, EdgeMetrics metrics) {
        this.cors = cors;
        this.metrics = metrics;
    }

    /** Adds what every answer carries, in place of what a service may have said. */
    void decorate(Exchange exchange, MultiMap headers) {
        headers.set(REQUEST_ID, exchange.requestId)
                .set(CONTENT_TYPE_OPTIONS, NOSNIFF)
                .set(REFERRER_POLICY, NO_REFERRER);
        if (!headers.contains(CONTENT_POLICY)) {
            headers.set(CONTENT_POLICY, NO_FRAMES);
        }
        if (exchange.origin.isSecure()) {
            headers.set(TRANSPORT_SECURITY, ONE_YEAR);
        } else {
            headers.remove(TRANSPORT_SECURITY);
        }
        if (exchange.rateLimit != null && exchange.ratePolicy != null) {
            headers.set(RATE_LIMIT, exchange.rateLimit).set(RATE_LIMIT_POLICY, exchange.ratePolicy);
        }
        cors.decorate(exchange, headers);
    }

    /** RFC 6750 §3.1: no token at all is not an error of the token. */
    void challenge(Exchange exchange, @Nullable String refusal) {
        String challenge = refusal == null ? CHALLENGE : CHALLENGE + ", error=\"invalid_token\"";
        exchange.response().headers().set(AUTHENTICATE, challenge);
        String detail = refusal == null ? "Send an access token: Authorization: Bearer ..." : refusal;
        refuse(exchange, KitProblem.UNAUTHORIZED, detail);
    }

    void refuseForNow(Exchange exchange, KitProblem type, String detail, long retryAfterSeconds) {
        exchange.response().headers().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfterSeconds)));
        refuse(exchange, type, detail);
    }

    /** Answers with a problem. Headers that are set already stay. */
    void refuse(Exchange exchange, KitProblem type, @Nullable String detail) {
        HttpServerResponse response = exchange.response();
        if (response.headWritten() || response.closed()) {
            finish(exchange, 0);
            return;
        }
        Buffer body = Buffer.buffer(problem(exchange, type, detail).toJson());
        response.setStatusCode(type.status()).setStatusMessage(reason(type.status()));
        decorate(exchange, response.headers());
        response.headers().set(HttpHeaders.CONTENT_TYPE, PROBLEM);
        if (mustClose(exchange, type)) {
            closeSoon(exchange, response, body);
        } else {
            response.end(body);
            exchange.resume();
        }
        finish(exchange, type.status());
    }

    private static Problem problem(Exchange exchange, KitProblem type, @Nullable String detail) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                String.valueOf(exchange.path()),
                exchange.trace.traceId(),
                List.of());
    }

    private static String reason(int status) {
        return io.netty.handler.codec.http.HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private static boolean mustClose(Exchange exchange, KitProblem type) {
        return type == KitProblem.PAYLOAD_TOO_LARGE
                || type == KitProblem.TIMEOUT
                || exchange.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || exchange.announcedLength() > WORTH_READING;
    }

    /**
     * A connection that is closed while the client is still sending is reset, and the answer may be lost with it. So what
     * comes is thrown away for a moment first.
     */
    private static void closeSoon(Exchange exchange, HttpServerResponse response, Buffer body) {
        var connection = exchange.connection();
        response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        response.end(body);
        if (exchange.isEnded()) {
            connection.close();
            return;
        }
        var vertx = exchange.context().owner();
        long timer = vertx.setTimer(LINGER_MILLIS, late -> connection.close());
        exchange.handler(ignored -> {});
        exchange.endHandler(end -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
        exchange.resume();
    }

    /** The exchange is over, with this status, or 0 if no answer got through. */
    void finish(Exchange exchange, int status) {
        if (exchange.finish()) {
            exchange.client.requestEnds();
            metrics.record(exchange.route, status, System.nanoTime() - exchange.began);
        }
    }
}
