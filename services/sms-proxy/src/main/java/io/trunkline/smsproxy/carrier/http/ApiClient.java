package io.trunkline.smsproxy.carrier.http;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.http.WholeAnswer;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks a carrier's API. What fails before a request is written has certainly done nothing and is busy; whatever fails
 * after that leaves the outcome unknown.
 */
public final class ApiClient {

    private static final int LARGEST_ANSWER = 64 * 1024;

    /** Less than the minute after which servers commonly hang up: a request on a dying connection may be lost. */
    private static final int IDLE_SECONDS = 20;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient http;
    private final RequestOptions there;
    private final String basePath;
    private final Duration patience;

    /** @throws IllegalStateException if the address is none of an API */
    public ApiClient(HttpAccount account, URI api, ApiLimits limits) {
        this.vertx = account.vertx();
        this.clock = account.clock();
        this.there = place(account, api)
                .setMethod(HttpMethod.POST)
                .setConnectTimeout(limits.connect().toMillis());
        this.basePath = api.getRawPath().replaceAll("/+$", "");
        this.patience = limits.answer();
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) limits.connect().toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(limits.connections()));
    }

    private static RequestOptions place(HttpAccount account, URI api) {
        boolean secure = "https".equals(api.getScheme());
        if (api.getHost() == null || !(secure || "http".equals(api.getScheme()))) {
            throw new IllegalStateException(
                    "The carrier " + account.name() + " needs the address of an API on the web");
        }
        int port = api.getPort() > 0 ? api.getPort() : secure ? HTTPS : HTTP;
        return new RequestOptions().setHost(api.getHost()).setPort(port).setSsl(secure);
    }

    /** Fails only with {@link CarrierFailure}; an answer of any status is no failure. */
    public Uni<ApiAnswer> post(ApiRequest request) {
        return Uni.createFrom()
                .<ApiAnswer>emitter(answer -> exchange(request).onComplete(answer::complete, answer::fail));
    }

    private Future<ApiAnswer> exchange(ApiRequest request) {
        return http.request(options(request))
                .recover(ApiClient::notSent)
                .compose(connection -> ask(connection, request.body()).recover(ApiClient::perhapsSent));
    }

    private RequestOptions options(ApiRequest request) {
        RequestOptions options = new RequestOptions(there)
                .setURI(basePath + request.path())
                .putHeader(HttpHeaders.CONTENT_TYPE, request.contentType())
                .putHeader(HttpHeaders.ACCEPT, "application/json, */*;q=0.5");
        return request.authorization() == null
                ? options
                : options.putHeader(HttpHeaders.AUTHORIZATION, request.authorization());
    }

    private Future<ApiAnswer> ask(HttpClientRequest request, Buffer body) {
        return WholeAnswer.to(vertx, request, body, patience, LARGEST_ANSWER)
                .map(whole -> new ApiAnswer(
                        whole.status(),
                        RetryAfter.read(whole.headers().get(HttpHeaders.RETRY_AFTER), clock),
                        whole.body()));
    }

    private static <T> Future<T> notSent(Throwable cause) {
        return Future.failedFuture(CarrierFailure.busy("unreachable", "The carrier cannot be reached", null));
    }

    private static <T> Future<T> perhapsSent(Throwable cause) {
        return Future.failedFuture(CarrierFailure.unknown("no-answer", "The carrier has not answered", cause));
    }
}
