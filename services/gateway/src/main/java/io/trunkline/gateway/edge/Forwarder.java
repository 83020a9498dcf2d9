package io.trunkline.gateway.edge;

import io.trunkline.gateway.upstream.Upstream;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Forwards requests to one service, and its answers back. Bodies flow through; neither is held. */
final class Forwarder implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);

    private static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TRACE_STATE = HttpHeaders.createOptimized("tracestate");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final String EVENT_STREAM = "text/event-stream";
    private static final long RETRY_SECONDS = 1;

    private final Upstream upstream;
    private final Answers answers;
    private final OpenStreams streams;
    private final HttpProxy proxy;

    /** @param client of the service, for the event loop at hand */
    Forwarder(Upstream upstream, Supplier<HttpClient> client, Answers answers, OpenStreams streams) {
        this.upstream = upstream;
        this.answers = answers;
        this.streams = streams;
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client.get())
                .origin(context -> client.get().request(upstream.there()))
                .addInterceptor(this);
    }

    void forward(Exchange exchange) {
        proxy.handle(exchange);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        Exchange exchange = (Exchange) request.proxiedRequest();
        prepare(exchange, request.headers());
        if (!exchange.hasBody()) {
            request.setBody(null);
        }
        if (!request.getURI().startsWith("/")) {
            // The absolute form of RFC 9112 §3.2.2 is for proxies; the service is told the path.
            request.setURI(originForm(exchange));
        }
        return context.sendRequest().recover(failure -> {
            // Answered here: the proxy would say no more than 502.
            explain(exchange, failure);
            return Future.succeededFuture(request.response());
        });
    }

    static String originForm(Exchange exchange) {
        String query = exchange.query();
        return query == null ? exchange.path() : exchange.path() + '?' + query;
    }

    /** What the service is told of where the request comes from. */
    static void prepare(Exchange exchange, MultiMap headers) {
        HopByHop.dropFromRequest(headers);
        headers.set(FORWARDED_FOR, exchange.origin.address())
                .set(FORWARDED_PROTO, exchange.origin.proto())
                .set(Answers.REQUEST_ID, exchange.requestId)
                .set(TRACE_PARENT, exchange.trace.header());
        if (exchange.origin.host() != null) {
            headers.set(FORWARDED_HOST, exchange.origin.host());
        }
        if (exchange.traceBegins) {
            headers.remove(TRACE_STATE);
        }
    }

    void explain(Exchange exchange, Throwable failure) {
        KitProblem own = exchange.failure;
        KitProblem problem = own == null ? upstream.problemOf(failure, exchange.age()) : own;
        LOG.debugf("%s: %s (%s)", upstream.name(), problem, failure.getMessage());
        if (problem == KitProblem.UNAVAILABLE) {
            answers.refuseForNow(exchange, problem, "Try again in a moment", RETRY_SECONDS);
        } else {
            answers.refuse(exchange, problem, null);
        }
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        Exchange exchange = (Exchange) context.request().proxiedRequest();
        if (exchange.isFinished()) {
            return Future.succeededFuture();
        }
        ProxyResponse answer = context.response();
        MultiMap headers = answer.headers();
        HopByHop.dropFromAnswer(headers);
        Cors.dropFrom(headers);
        answers.decorate(exchange, headers);
        if (isEventStream(headers)) {
            endWithSession(exchange);
        }
        return send(exchange, answer)
                .onComplete(sent -> answers.finish(exchange, sent.succeeded() ? answer.getStatusCode() : 0));
    }

    private static boolean isEventStream(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    /** A stream that did not look like one when it was asked for. */
    private void endWithSession(Exchange exchange) {
        if (exchange.stream == null && exchange.token != null && exchange.token.session() != null) {
            exchange.stream = streams.begun(exchange.token.session(), exchange::cutOff);
        }
    }

    /**
     * Sends the answer as it comes. The library would do that too, but it parses and formats the date of each answer, holds
     * all of it for a client of HTTP/1.0, and has no way to tell such a client where an answer ends.
     */
    private static Future<Void> send(Exchange exchange, ProxyResponse answer) {
        HttpServerResponse response = exchange.response();
        response.setStatusCode(answer.getStatusCode());
        if (answer.getStatusMessage() != null) {
            response.setStatusMessage(answer.getStatusMessage());
        }
        response.headers().addAll(answer.headers().remove(HttpHeaders.TRANSFER_ENCODING));
        Body body = answer.getBody();
        if (body == null) {
            return response.end();
        }
        if (body.length() >= 0) {
            return pipe(body, response);
        }
        if (exchange.version() != HttpVersion.HTTP_1_0) {
            return pipe(body, response.setChunked(true));
        }
        // HTTP/1.0 knows no chunks (RFC 9112 §6.3): the end of the connection is the end of the body.
        response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        return pipe(body, response).onComplete(sent -> exchange.connection().close());
    }

    /** An answer that breaks off must not look whole: then the connection is cut. */
    private static Future<Void> pipe(Body body, HttpServerResponse response) {
        return body.stream().pipe().endOnFailure(false).to(response).onFailure(broken -> response.reset());
    }
}
