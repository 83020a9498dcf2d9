package io.trunkline.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.trunkline.gateway.GatewayConfig;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service behind the gateway, and the connections to it. They are its own: whatever it does with them, no other service
 * goes short.
 */
public final class Upstream {

    private static final int LARGEST_HEAD = 32 * 1024;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String name;
    private final GatewayConfig.Upstream config;
    private final Duration responseTimeout;
    private final LoopClients requests;
    private final LoopClients streams;
    private final HttpClient questions;
    private final RequestOptions there;
    private volatile boolean ready;

    Upstream(Vertx vertx, String name, GatewayConfig gateway, GatewayConfig.Upstream config) {
        this.name = name;
        this.config = config;
        this.responseTimeout = gateway.timeouts().response();
        this.there = place(config.url());
        HttpClientOptions options = options(gateway, config.url());
        this.requests = new LoopClients(
                vertx,
                options,
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.waiting()));
        this.streams = new LoopClients(
                vertx,
                new HttpClientOptions(options)
                        .setIdleTimeout((int) gateway.streams().idle().toMillis()),
                new PoolOptions().setHttp1MaxSize(config.streams()).setMaxWaitQueueSize(0));
        this.questions = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(2));
    }

    private static RequestOptions place(URI url) {
        boolean secure = "https".equals(url.getScheme());
        if (url.getHost() == null || !(secure || "http".equals(url.getScheme()))) {
            throw new IllegalStateException("Not the address of a service: " + url);
        }
        int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS : HTTP;
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, url.getHost()))
                .setHost(url.getHost())
                .setPort(port);
    }

    private static HttpClientOptions options(GatewayConfig gateway, URI url) {
        return new HttpClientOptions()
                .setSsl("https".equals(url.getScheme()))
                .setConnectTimeout((int) gateway.timeouts().connect().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) gateway.timeouts().response().toMillis())
                // Less than the 60 s after which our services hang up on an idle connection: we never write to one
                // that is about to be closed.
                .setKeepAliveTimeout(30)
                .setMaxHeaderSize(LARGEST_HEAD);
    }

    public String name() {
        return name;
    }

    /** For requests that are answered and done with; to be called on an event loop, and used there. */
    public HttpClient requests() {
        return requests.here();
    }

    /** For WebSockets and event streams, which may stay for hours; likewise. */
    public HttpClient streams() {
        return streams.here();
    }

    /** Where requests go. Shared by all: not to be changed. */
    public RequestOptions there() {
        return there;
    }

    /** Whether it was ready when it was last asked. */
    public boolean isReady() {
        return ready;
    }

    Future<Void> probe() {
        return get(config.healthPath(), 64 * 1024).<Void>mapEmpty().onComplete(done -> ready = done.succeeded());
    }

    /** Reads its OpenAPI document. */
    public Future<Buffer> openApi(long largest) {
        return get(config.openApiPath(), largest);
    }

    private Future<Buffer> get(String path, long largest) {
        RequestOptions options =
                new RequestOptions(there).setMethod(HttpMethod.GET).setURI(path).setTimeout(responseTimeout.toMillis());
        return questions.request(options).compose(HttpClientRequest::send).compose(response -> body(response, largest));
    }

    private static Future<Buffer> body(HttpClientResponse response, long largest) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("It answered " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > largest) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }

    /** What a client is told when a request to this service has failed after the given time. */
    public KitProblem problemOf(Throwable failure, Duration after) {
        return switch (failure) {
            case ConnectionPoolTooBusyException full -> KitProblem.UNAVAILABLE;
            case ConnectTimeoutException unreachable -> KitProblem.GATEWAY_TIMEOUT;
            case ConnectException refused -> KitProblem.UNAVAILABLE;
            case UnknownHostException unknown -> KitProblem.UNAVAILABLE;
            case TimeoutException slow -> KitProblem.GATEWAY_TIMEOUT;
            // A connection that has been silent for too long is closed by us; it does not say so.
            default -> after.compareTo(responseTimeout) >= 0 ? KitProblem.GATEWAY_TIMEOUT : KitProblem.BAD_GATEWAY;
        };
    }
}
