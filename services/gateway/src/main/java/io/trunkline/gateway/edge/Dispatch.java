package io.trunkline.gateway.edge;

import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.edge.OpenStreams.OpenStream;
import io.trunkline.gateway.route.Route;
import io.trunkline.gateway.upstream.Upstream;
import io.trunkline.gateway.upstream.Upstreams;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends an admitted request on its way: as an ordinary request, an event stream, or a WebSocket. */
@ApplicationScoped
class Dispatch {

    private static final String EVENT_STREAM = "text/event-stream";

    private final Answers answers;
    private final OpenStreams streams;
    private final GatewayConfig.Bodies bodies;
    private final Vertx vertx;
    private final Map<Upstream, Ways> ways;

    /** The ways to one service. */
    private record Ways(Forwarder requests, Forwarder streams, WebSocketTunnel webSockets) {}

    Dispatch(Answers answers, OpenStreams streams, Upstreams upstreams, GatewayConfig config, Vertx vertx) {
        this.answers = answers;
        this.streams = streams;
        this.bodies = config.bodies();
        this.vertx = vertx;
        this.ways = upstreams.all().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::waysTo));
    }

    private Ways waysTo(Upstream upstream) {
        Forwarder toStreams = new Forwarder(upstream, upstream::streams, answers, streams);
        return new Ways(
                new Forwarder(upstream, upstream::requests, answers, streams),
                toStreams,
                new WebSocketTunnel(upstream, toStreams, answers));
    }

    void send(Exchange exchange, Route route) {
        Ways there = Objects.requireNonNull(ways.get(route.upstream()));
        boolean isStream = exchange.asksForWebSocket || asksForEvents(exchange);
        if (isStream && !begin(exchange)) {
            return;
        }
        if (exchange.asksForWebSocket) {
            there.webSockets().open(exchange);
        } else {
            if (exchange.hasBody()) {
                exchange.guardBody(new BodyGuard(exchange, vertx, bodies));
                sayContinue(exchange);
            }
            (isStream ? there.streams() : there.requests()).forward(exchange);
        }
    }

    private static boolean asksForEvents(Exchange exchange) {
        String accept = exchange.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    private boolean begin(Exchange exchange) {
        UUID session = exchange.token == null ? null : exchange.token.session();
        if (session == null) {
            return true;
        }
        OpenStream stream = streams.begun(session, exchange::cutOff);
        if (stream == null) {
            answers.refuse(exchange, KitProblem.TOO_MANY_REQUESTS, "Too many streams are open in this session");
            return false;
        }
        exchange.stream = stream;
        return true;
    }

    /** RFC 9110 §10.1.1: what was asked for has been checked, so the body may come. The service is not asked again. */
    private static void sayContinue(Exchange exchange) {
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(exchange.getHeader(HttpHeaders.EXPECT))) {
            exchange.response().writeContinue();
        }
    }
}
