package io.trunkline.kit.webhook;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.OutsideAddresses;
import io.trunkline.kit.http.WholeAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Posts to addresses that customers have given. It connects to the address that was checked, never to a name, so that a name
 * which changes its mind leads nowhere; the name stays in the Host header, and is what the certificate must be for. It follows
 * no redirect.
 */
@ApplicationScoped
class WebhookClient {

    static final int LARGEST_ANSWER = 64 * 1024;

    /** Less than the minute after which servers commonly hang up. */
    private static final int IDLE_SECONDS = 20;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final OutsideAddresses outside;
    private final WebhookConfig config;
    private final HttpClient http;

    @Inject
    WebhookClient(Vertx vertx, OutsideAddresses outside, WebhookConfig config) {
        this(vertx, outside, config, new HttpClientOptions());
    }

    WebhookClient(Vertx vertx, OutsideAddresses outside, WebhookConfig config, HttpClientOptions options) {
        this.vertx = vertx;
        this.outside = outside;
        this.config = config;
        this.http = vertx.createHttpClient(
                options.setKeepAliveTimeout(IDLE_SECONDS).setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions().setHttp1MaxSize(config.onTheWayPerEndpoint()));
    }

    /**
     * An answer of any status is no failure; no whole answer in time is one, and so is an address that may not be called.
     *
     * @param patience after it even an answer under way counts for nothing
     */
    Uni<WebhookAnswer> post(URI url, Map<String, String> headers, Buffer body, Duration patience) {
        Deadline deadline = new Deadline(System.nanoTime() + patience.toNanos());
        return outside.resolve(url.getHost())
                .ifNoItem()
                .after(deadline.orSooner(config.connect()))
                .fail()
                .chain(addresses -> exchange(url, addresses.getFirst(), headers, body, deadline));
    }

    private Uni<WebhookAnswer> exchange(
            URI url, InetAddress address, Map<String, String> headers, Buffer body, Deadline deadline) {
        boolean secure = WebhookUrl.isSecure(url);
        if (!secure && !outside.isAllowed(address)) {
            return Uni.createFrom().failure(new PlainHttpRefused());
        }
        int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS : HTTP;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(WebhookUrl.target(url))
                .setFollowRedirects(false)
                .setConnectTimeout(deadline.orSooner(config.connect()).toMillis());
        headers.forEach(options::putHeader);
        return Uni.createFrom().emitter(answer -> http.request(options)
                .compose(request ->
                        WholeAnswer.to(vertx, request, body, deadline.orSooner(config.answer()), LARGEST_ANSWER))
                .map(whole -> new WebhookAnswer(whole.status(), whole.body()))
                .onComplete(answer::complete, answer::fail));
    }

    /** @param nanos of the system's timer */
    private record Deadline(long nanos) {

        /** What is left of that time, at least the millisecond that a timer needs. */
        Duration orSooner(Duration most) {
            long left = Math.min(most.toNanos(), nanos - System.nanoTime());
            return Duration.ofMillis(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    /** Plain HTTP beyond the networks that the settings allow. */
    static final class PlainHttpRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        PlainHttpRefused() {
            super("Only https is called there", null, false, false);
        }
    }
}
