package io.trunkline.smsproxy.carrier.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever somebody posts, reading it ends with notices or with a refusal: never in any other way. */
public abstract class ReaderFuzz {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> ODD = List.of(
            "null",
            "[]",
            "{}",
            "[[{}]]",
            "true",
            "-1",
            "1e999999999",
            "9".repeat(90),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"://\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"99999999999999999999\"");

    /** Reads it as if its signature had been checked. */
    protected abstract Object read(WebhookRequest request);

    /** Whole adapter, signature included. */
    protected abstract Object readWhole(WebhookRequest request);

    protected abstract List<String> samples();

    protected boolean isForm() {
        return false;
    }

    private WebhookRequest request(byte[] body) {
        String type = isForm() ? "application/x-www-form-urlencoded" : "application/json";
        return Sample.request("POST", "https://proxy.example.test/w?%zz=%", type, Buffer.buffer(body), Map.of());
    }

    private void survives(byte[] body) {
        WebhookRequest request = request(body);
        try {
            read(request);
        } catch (WebhookRefused refused) {
            // As promised.
        }
        try {
            readWhole(request);
        } catch (WebhookRefused refused) {
            // As promised.
        }
    }

    @Property(tries = 300)
    void anyBytes(@ForAll byte[] body) {
        survives(body);
    }

    @Property(tries = 500)
    void samplesWithOtherBytesInThem(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = samples().get(random.nextInt(samples().size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int change = random.nextInt(4); change >= 0; change--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        survives(body);
    }

    @Property(tries = 500)
    void samplesWithOtherShapesInThem(@ForAll long seed) throws IOException {
        if (isForm()) {
            return;
        }
        Random random = new Random(seed);
        JsonNode sample = MAPPER.readTree(samples().get(random.nextInt(samples().size())));
        List<Runnable> changes = new ArrayList<>();
        collect(sample, MAPPER.readTree(ODD.get(random.nextInt(ODD.size()))), changes);
        changes.get(random.nextInt(changes.size())).run();
        survives(MAPPER.writeValueAsBytes(sample));
    }

    private static void collect(JsonNode node, JsonNode odd, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                changes.add(() -> object.set(name, odd));
                changes.add(() -> object.remove(name));
                collect(object.get(name), odd, changes);
            });
        } else if (node instanceof ArrayNode array) {
            for (int each = 0; each < array.size(); each++) {
                int index = each;
                changes.add(() -> array.set(index, odd));
                collect(array.get(each), odd, changes);
            }
        }
    }

    @Property(tries = 20)
    void deepJson(@ForAll boolean arrays) {
        survives((arrays ? "[" : "{\"a\":").repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
