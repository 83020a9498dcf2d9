package io.trunkline.vouchers.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies by hand, since the Apps do not agree on them: one sends numbers where the other sends texts, and one sends more
 * than the other.
 */
@ApplicationScoped
class MobileBodies {

    private static final int LONGEST = 200;

    private final ObjectReader json;

    MobileBodies(ObjectMapper json) {
        this.json = json.reader();
    }

    /** @throws Refused 400 if it is no JSON object */
    JsonNode object(byte @Nullable [] body) {
        try {
            JsonNode object = json.readTree(body == null ? new byte[0] : body);
            if (object.isObject()) {
                return object;
            }
        } catch (IOException broken) {
            throw new Refused(KitProblem.MALFORMED_REQUEST, "The body is no JSON");
        }
        throw new Refused(KitProblem.MALFORMED_REQUEST, "The body is no JSON object");
    }

    /**
     * A text that is not empty, or the digits of a whole number.
     *
     * @throws Refused 400 if it is missing, or anything else
     */
    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        String text = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Refused.invalid(field, "is missing or of the wrong type");
        }
        return text;
    }

    /**
     * A whole number, or a text of its digits.
     *
     * @throws Refused 400 if it is missing, anything else, or out of the bounds
     */
    static long number(JsonNode object, String field, long least, long most) {
        String text = text(object, field);
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refused.invalid(field, "must be a whole number from " + least + " to " + most);
    }
}
