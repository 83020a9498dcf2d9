package io.trunkline.gateway.edge;

import io.trunkline.gateway.upstream.Upstream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Passes a WebSocket (RFC 6455) through: the handshake with our headers, then the bytes of both sides as they are, each no
 * faster than the other reads. The proxy library can do that too, but without that brake.
 */
final class WebSocketTunnel {

    /** A browser cannot set headers on a WebSocket. It offers two sub-protocols instead: this one, and its token. */
    private static final String BEARER = "bearer";

    private static final CharSequence PROTOCOL = HttpHeaders.createOptimized("sec-websocket-protocol");

    private final Upstream upstream;
    private final Forwarder forwarder;
    private final Answers answers;

    WebSocketTunnel(Upstream upstream, Forwarder forwarder, Answers answers) {
        this.upstream = upstream;
        this.forwarder = forwarder;
        this.answers = answers;
    }

    /** The token among the offered sub-protocols; null if there is none. */
    static @Nullable String tokenOf(MultiMap headers) {
        List<String> offered = offered(headers);
        int at = offered.indexOf(BEARER);
        return at >= 0 && at + 1 < offered.size() ? offered.get(at + 1) : null;
    }

    private static List<String> offered(MultiMap headers) {
        return headers.getAll(PROTOCOL).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .toList();
    }

    void open(Exchange exchange) {
        upstream.streams()
                .request(upstream.there())
                .compose(request -> shake(exchange, request))
                .onSuccess(answer -> answered(exchange, answer))
                .onFailure(failure -> forwarder.explain(exchange, failure));
    }

    private static io.vertx.core.Future<HttpClientResponse> shake(Exchange exchange, HttpClientRequest request) {
        request.setMethod(HttpMethod.GET).setURI(Forwarder.originForm(exchange));
        MultiMap headers = request.headers().addAll(exchange.headers());
        headers.remove(HttpHeaders.HOST).remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
        Forwarder.prepare(exchange, headers);
        headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).set(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        passTokenAsHeader(exchange, headers);
        exchange.response().closeHandler(gone -> request.reset());
        return request.connect();
    }

    /** The service sees its own sub-protocols only, and the token where it expects it. */
    private static void passTokenAsHeader(Exchange exchange, MultiMap headers) {
        String token = tokenOf(exchange.headers());
        if (token == null) {
            return;
        }
        String rest = offered(exchange.headers()).stream()
                .filter(offer -> !offer.equals(BEARER) && !offer.equals(token))
                .collect(Collectors.joining(", "));
        headers.remove(PROTOCOL);
        if (!rest.isEmpty()) {
            headers.set(PROTOCOL, rest);
        }
        if (!headers.contains(HttpHeaders.AUTHORIZATION)) {
            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
    }

    private void answered(Exchange exchange, HttpClientResponse answer) {
        HttpServerResponse response = exchange.response();
        response.setStatusCode(answer.statusCode());
        response.headers().addAll(answer.headers());
        if (answer.statusCode() == 101) {
            switchProtocols(exchange, answer);
        } else {
            HopByHop.dropFromAnswer(response.headers());
            answers.decorate(exchange, response.headers());
            response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
            response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
            answer.pipeTo(response).onComplete(sent -> answers.finish(exchange, answer.statusCode()));
        }
    }

    private void switchProtocols(Exchange exchange, HttpClientResponse answer) {
        MultiMap headers = exchange.response().headers();
        headers.remove(HttpHeaders.SERVER).set(Answers.REQUEST_ID, exchange.requestId);
        if (!headers.contains(PROTOCOL) && tokenOf(exchange.headers()) != null) {
            // A browser that offered sub-protocols hangs up if none is chosen.
            headers.set(PROTOCOL, BEARER);
        }
        NetSocket service = answer.netSocket();
        service.pause();
        exchange.toNetSocket()
                .onSuccess(client -> join(exchange, client, service))
                .onFailure(gone -> {
                    service.close();
                    answers.finish(exchange, 0);
                });
    }

    private void join(Exchange exchange, NetSocket client, NetSocket service) {
        client.pipeTo(service).onComplete(ended -> service.close());
        service.pipeTo(client).onComplete(ended -> {
            client.close();
            answers.finish(exchange, 101);
        });
    }
}
