package io.trunkline.vouchers.contract.smartyard;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.http.WholeAnswer;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Asks the billing system. Its own words reach nobody: they may be those of a web server in between, and quote what they like.
 * Fails only with {@link Refused}: 503 if there is no answer, 502 if it is none that can be used.
 */
@ApplicationScoped
class SmartyardClient {

    private static final Logger LOG = Logger.getLogger(SmartyardClient.class);

    /** A hundred contracts with everything that can be said of them. */
    private static final int LARGEST_ANSWER = 512 * 1024;

    private static final int CONNECTIONS = 20;
    private static final int MOST_WAITING = 200;
    /** Less than the minute after which servers commonly hang up. */
    private static final int IDLE_SECONDS = 20;

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final BillingConfig config;
    private final Vertx vertx;
    private final HttpClient http;
    private final ObjectReader json;

    /** @throws IllegalStateException if the address is none on the web */
    SmartyardClient(BillingConfig config, Vertx vertx, ObjectMapper json) {
        config.url().ifPresent(SmartyardClient::requireOnTheWeb);
        this.config = config;
        this.vertx = vertx;
        this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connect().toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    }

    private static void requireOnTheWeb(URI url) {
        boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!isWeb || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalStateException("vouchers.billing.url is no address on the web: http(s)://host/path/");
        }
    }

    /** Makes the constructor run: better no start than no answer. */
    void check(@Observes StartupEvent event) {}

    /** The {@code data} of the answer: null of JSON if it has none, missing if what was asked for is not known there. */
    Uni<JsonNode> ask(String operation, ObjectNode question) {
        return Uni.createFrom()
                .<WholeAnswer>emitter(
                        answer -> exchange(operation, question).onComplete(answer::complete, answer::fail))
                .onFailure(failure -> !(failure instanceof Refused))
                .transform(failure -> silent(operation, failure))
                .map(answer -> dataOf(operation, answer));
    }

    private Future<WholeAnswer> exchange(String operation, ObjectNode question) {
        Buffer content = Buffer.buffer(question.toString());
        return http.request(options(operation))
                .compose(request -> WholeAnswer.to(vertx, request, content, config.answer(), LARGEST_ANSWER));
    }

    private RequestOptions options(String operation) {
        String base = config.url()
                .orElseThrow(() -> new IllegalStateException("There is no billing system to ask"))
                .toString();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(base.endsWith("/") ? base + operation : base + "/" + operation)
                .setFollowRedirects(false)
                .setConnectTimeout(config.connect().toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.ACCEPT, "application/json");
        config.authorization().ifPresent(shown -> options.putHeader(HttpHeaders.AUTHORIZATION, shown));
        return options;
    }

    private JsonNode dataOf(String operation, WholeAnswer answer) {
        if (answer.status() == NO_CONTENT || answer.status() == NOT_FOUND) {
            return nothing(answer.status());
        }
        if (!isSuccess(answer.status())) {
            throw unusable(operation, "the status is " + answer.status());
        }
        JsonNode envelope = read(operation, answer.body());
        int code = envelope.path("code").asInt(0);
        if (code == NO_CONTENT || code == NOT_FOUND) {
            return nothing(code);
        }
        if (!isSuccess(code)) {
            throw unusable(operation, "the code of the envelope is " + code);
        }
        JsonNode data = envelope.get("data");
        return data == null ? NullNode.getInstance() : data;
    }

    private static JsonNode nothing(int status) {
        return status == NOT_FOUND ? MissingNode.getInstance() : NullNode.getInstance();
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private JsonNode read(String operation, Buffer body) {
        try {
            JsonNode envelope = json.readTree(body.getBytes());
            if (envelope.isObject()) {
                return envelope;
            }
        } catch (IOException noJson) {
            throw unusable(operation, "it is no JSON");
        }
        throw unusable(operation, "it is no envelope");
    }

    private static Refused silent(String operation, Throwable failure) {
        LOG.warnf(
                "The billing system does not answer %s: %s",
                operation, failure.getClass().getSimpleName());
        return Refused.forNow(KitProblem.UNAVAILABLE, "The billing system does not answer", A_MOMENT);
    }

    /** @param why nothing of what the answer says */
    static Refused unusable(String operation, String why) {
        LOG.warnf("The billing system's answer to %s cannot be used: %s", operation, why);
        return new Refused(KitProblem.BAD_GATEWAY, "The billing system gives no usable answer");
    }
}
