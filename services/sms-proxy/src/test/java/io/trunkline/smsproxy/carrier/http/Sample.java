package io.trunkline.smsproxy.carrier.http;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A message, an account and requests to start from. */
public final class Sample {

    public static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final URI WEBHOOK = URI.create("https://proxy.example.test/webhooks/x");
    public static final OutgoingSms SMS = new OutgoingSms(
            UUID.fromString("00000000-0000-0000-0000-000000000001"),
            "+15550000009",
            "+15550000001",
            "a=b&c \"d\"",
            List.of(),
            NOW.plusSeconds(600));

    /** Never used for a connection here. */
    private static final Vertx VERTX = Vertx.vertx();

    private Sample() {}

    public static OutgoingSms smsWithMedia() {
        URI link = URI.create("https://media.example.test/a.png?b=c");
        return new OutgoingSms(SMS.id(), SMS.from(), SMS.to(), SMS.text(), List.of(link), null);
    }

    public static OutgoingSms smsWith(String text) {
        return new OutgoingSms(SMS.id(), SMS.from(), SMS.to(), text, List.of(), null);
    }

    public static HttpAccount account() {
        return new HttpAccount("the-carrier", null, VERTX, CLOCK);
    }

    /** Settings as the service will read them, defaults included. */
    public static <T> T config(Class<T> type, Map<String, String> own, Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        own.forEach((name, value) -> values.put("c." + name, value));
        more.forEach((name, value) -> values.put("c." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(type, "c")
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(type, "c");
    }

    public static WebhookRequest form(String url, String body, Map<String, String> headers) {
        return request("POST", url, "application/x-www-form-urlencoded; charset=UTF-8", Buffer.buffer(body), headers);
    }

    public static WebhookRequest json(String url, String body, Map<String, String> headers) {
        return request("POST", url, "application/json", Buffer.buffer(body), headers);
    }

    public static WebhookRequest json(String body) {
        return json(WEBHOOK.toString(), body, Map.of());
    }

    public static WebhookRequest form(String body) {
        return form(WEBHOOK.toString(), body, Map.of());
    }

    public static WebhookRequest get(String url, Map<String, String> headers) {
        return request("GET", url, "", Buffer.buffer(), headers);
    }

    public static WebhookRequest request(
            String method, String url, String contentType, Buffer body, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        if (!contentType.isEmpty()) {
            all.put("content-type", List.of(contentType));
        }
        return new WebhookRequest(method, url, all, body, "192.0.2.7");
    }

    /** The way in which a request is refused. */
    public static WebhookRefused.Kind refusal(ThrowingCallable reading) {
        WebhookRefused refused = Assertions.catchThrowableOfType(WebhookRefused.class, reading);
        Assertions.assertThat(refused).isNotNull();
        return refused.kind();
    }
}
