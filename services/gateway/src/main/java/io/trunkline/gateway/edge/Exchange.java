package io.trunkline.gateway.edge;

import io.trunkline.gateway.client.ClientConnection;
import io.trunkline.gateway.client.Forwarding.Origin;
import io.trunkline.gateway.edge.OpenStreams.OpenStream;
import io.trunkline.gateway.route.Route;
import io.trunkline.kit.auth.AccessToken;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and what is known of it. It stands for the request towards the proxy, so the body goes through its hands: what
 * is too large or too slow fails the transfer.
 */
final class Exchange extends HttpServerRequestWrapper {

    /** The body will not come whole; {@link Exchange#failure} says why. */
    static final class BodyRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        BodyRefused() {
            super("Body refused", null, false, false);
        }
    }

    final ClientConnection client;
    final Origin origin;
    final String requestId;
    final TraceParent trace;
    /** Whether the trace begins here, rather than at the client. */
    final boolean traceBegins;

    final long began = System.nanoTime();
    final boolean asksForWebSocket;

    @Nullable
    Route route;

    @Nullable
    AccessToken token;

    @Nullable
    String rateLimit;

    @Nullable
    String ratePolicy;

    @Nullable
    OpenStream stream;

    /** Why the gateway itself ends this; null while all is well. */
    @Nullable
    KitProblem failure;

    private @Nullable BodyGuard guard;
    private @Nullable Handler<Throwable> whenFailed;
    private boolean done;

    Exchange(
            HttpServerRequest request,
            ClientConnection client,
            Origin origin,
            String requestId,
            TraceParent trace,
            boolean traceBegins) {
        super((HttpServerRequestInternal) request);
        this.client = client;
        this.origin = origin;
        this.requestId = requestId;
        this.trace = trace;
        this.traceBegins = traceBegins;
        this.asksForWebSocket = request.headers().contains(HttpHeaders.UPGRADE)
                && io.vertx.core.http.impl.HttpUtils.canUpgradeToWebSocket(request);
    }

    boolean hasBody() {
        return headers().contains(HttpHeaders.TRANSFER_ENCODING) || announcedLength() > 0;
    }

    /** {@code Content-Length}; 0 without one. The decoder has refused what is no number. */
    long announcedLength() {
        String length = getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void guardBody(BodyGuard guard) {
        this.guard = guard;
    }

    /** Fails the transfer of the body, if it is still under way. */
    void refuseBody(KitProblem problem) {
        if (failure == null) {
            failure = problem;
            delegate.handler(null);
            if (whenFailed != null) {
                whenFailed.handle(new BodyRefused());
            }
        }
    }

    boolean isFinished() {
        return done;
    }

    /** Ends it at once, whatever is on its way. From any thread. */
    void cutOff() {
        context().runOnContext(now -> connection().close());
    }

    /** True the first time. */
    boolean finish() {
        boolean first = !done;
        done = true;
        if (guard != null) {
            guard.stop();
        }
        if (stream != null) {
            stream.ended();
        }
        return first;
    }

    @Override
    public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
        BodyGuard counting = guard;
        if (handler == null || counting == null) {
            delegate.handler(handler);
        } else {
            delegate.handler(part -> {
                if (counting.take(part.length())) {
                    handler.handle(part);
                }
            });
        }
        return this;
    }

    @Override
    public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        whenFailed = handler;
        delegate.exceptionHandler(handler);
        return this;
    }

    @Override
    public HttpServerRequest endHandler(@Nullable Handler<Void> handler) {
        BodyGuard counting = guard;
        if (handler == null || counting == null) {
            delegate.endHandler(handler);
        } else {
            delegate.endHandler(end -> {
                counting.stop();
                handler.handle(null);
            });
        }
        return this;
    }

    @Override
    public HttpServerRequest pause() {
        if (guard != null) {
            guard.paused();
        }
        delegate.pause();
        return this;
    }

    @Override
    public HttpServerRequest resume() {
        if (guard != null) {
            guard.resumed();
        }
        delegate.resume();
        return this;
    }

    /** Nobody asks the proxied request for it, and it costs. */
    @Override
    public String absoluteURI() {
        return uri();
    }
}
