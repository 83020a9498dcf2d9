package io.trunkline.vouchers.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.http.WholeAnswer;
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
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider's API, whose answers are JSON. What fails before a request is written has certainly done nothing and is busy;
 * whatever fails after that leaves the outcome unknown. It follows no redirect: the credentials are for nobody else.
 */
public final class ProviderClient {

    private static final int LARGEST_ANSWER = 64 * 1024;

    /** Whoever asks for a longer pause is not believed. */
    private static final int LONGEST_PAUSE_SECONDS = 3_600;

    /** Less than the minute after which servers commonly hang up: a request on a dying connection may be lost. */
    private static final int IDLE_SECONDS = 20;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final JsonMapper JSON = new JsonMapper();

    private final Vertx vertx;
    private final HttpClient http;
    private final RequestOptions there;
    private final String basePath;
    private final Duration patience;

    /** @throws IllegalStateException if the address is none of an API on the web */
    public ProviderClient(Vertx vertx, URI api, PaymentConfig config) {
        this.vertx = vertx;
        this.there = place(api)
                .setConnectTimeout(config.connect().toMillis())
                .putHeader(HttpHeaders.ACCEPT, "application/json");
        this.basePath = api.getRawPath().replaceAll("/+$", "");
        this.patience = config.answer();
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connect().toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(config.connections()));
    }

    private static RequestOptions place(URI api) {
        boolean secure = "https".equals(api.getScheme());
        if (api.getHost() == null || !(secure || "http".equals(api.getScheme()))) {
            throw new IllegalStateException("Not the address of a payment provider's API: " + api);
        }
        int port = api.getPort() > 0 ? api.getPort() : secure ? HTTPS : HTTP;
        return new RequestOptions().setHost(api.getHost()).setPort(port).setSsl(secure);
    }

    /**
     * An answer that is JSON, whatever it says.
     *
     * @param status of HTTP: 2xx, or 4xx with a body that may say why
     */
    public record Answer(int status, JsonNode body) {

        /** Empty if there is no such text or number. */
        public String text(String pointer) {
            return body.at(pointer).asText("");
        }
    }

    public Uni<Answer> get(String path, Map<String, String> headers) {
        return exchange(HttpMethod.GET, path, headers, Buffer.buffer());
    }

    public Uni<Answer> postForm(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return exchange(
                HttpMethod.POST,
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Buffer.buffer(body));
    }

    /** @param headers besides that of the content's type */
    public Uni<Answer> postJson(String path, Map<String, String> headers, Map<String, ?> content) {
        try {
            Map<String, String> all = new HashMap<>(headers);
            all.put("Content-Type", "application/json");
            return exchange(HttpMethod.POST, path, all, Buffer.buffer(JSON.writeValueAsBytes(content)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are JSON", impossible);
        }
    }

    private Uni<Answer> exchange(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions(there).setMethod(method).setURI(basePath + path);
        headers.forEach(options::putHeader);
        return Uni.createFrom().emitter(answer -> http.request(options)
                .recover(cause -> Future.failedFuture(ProviderFailure.busy("unreachable", null)))
                .compose(request -> ask(request, body))
                .onComplete(answer::complete, answer::fail));
    }

    private Future<Answer> ask(HttpClientRequest request, Buffer body) {
        return WholeAnswer.to(vertx, request, body, patience, LARGEST_ANSWER)
                .compose(ProviderClient::read)
                .recover(cause -> Future.failedFuture(
                        cause instanceof ProviderFailure ? cause : ProviderFailure.unknown("no-answer", cause)));
    }

    private static Future<Answer> read(WholeAnswer whole) {
        int status = whole.status();
        if (status == 429 || status == 503) {
            return Future.failedFuture(ProviderFailure.busy("http-" + status, pause(whole)));
        }
        boolean isReadable = (status >= 200 && status < 300) || (status >= 400 && status < 500);
        if (!isReadable) {
            return Future.failedFuture(ProviderFailure.unknown("http-" + status, null));
        }
        try {
            return Future.succeededFuture(
                    new Answer(status, JSON.readTree(whole.body().getBytes())));
        } catch (IOException garbage) {
            return Future.failedFuture(
                    status < 300
                            ? ProviderFailure.unknown("garbage", garbage)
                            : ProviderFailure.rejected("http-" + status));
        }
    }

    /** RFC 9110 §10.2.3, where it is a number of seconds. */
    private static @Nullable Duration pause(WholeAnswer whole) {
        String seconds = whole.headers().get(HttpHeaders.RETRY_AFTER);
        return seconds == null || !seconds.matches("[0-9]{1,9}")
                ? null
                : Duration.ofSeconds(Math.min(Integer.parseInt(seconds), LONGEST_PAUSE_SECONDS));
    }
}
