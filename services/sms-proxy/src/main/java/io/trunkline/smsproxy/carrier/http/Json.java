package io.trunkline.smsproxy.carrier.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** JSON from outside, within bounds. */
public final class Json {

    static final int LARGEST = 1024 * 1024;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // A number stays as it was written: a signature may cover it.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static JsonFields fields(WebhookRequest request) {
        return new JsonFields(read(request.body()));
    }

    /** @throws WebhookRefused if it is no JSON, or more than we read */
    static JsonNode read(Buffer body) {
        if (body.length() > LARGEST) {
            throw WebhookRefused.unreadable("The body is too large");
        }
        try {
            return MAPPER.readTree(body.getBytes());
        } catch (IOException unreadable) {
            throw WebhookRefused.unreadable("The body is no JSON");
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode links(List<URI> links) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        links.forEach(link -> array.add(link.toString()));
        return array;
    }
}
