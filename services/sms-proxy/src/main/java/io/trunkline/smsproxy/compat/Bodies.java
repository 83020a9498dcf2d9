package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads bodies as the original does: by hand, so that whatever is wrong with one is answered in its words. */
@ApplicationScoped
class Bodies {

    private final ObjectReader json;

    Bodies(ObjectMapper json) {
        this.json = json.reader();
    }

    /** Null if it is not a JSON object, or not sent as such. What else stands in the object does not matter. */
    @Nullable
    ObjectNode object(@Nullable String contentType, byte @Nullable [] body) {
        if (contentType == null || body == null || !isJson(contentType)) {
            return null;
        }
        try {
            return json.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (IOException broken) {
            return null;
        }
    }

    /** Parameters, such as a charset, do not matter. */
    private static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** What is no text becomes one, as in the original, where nothing is called {@code None}. */
    static String textOf(JsonNode value) {
        if (value.isNull()) {
            return "None";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
