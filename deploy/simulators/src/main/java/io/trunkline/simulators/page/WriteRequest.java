package io.trunkline.simulators.page;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.trunkline.events.E164;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.web.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants to write, to whom, on which telephone. */
record WriteRequest(E164 from, E164 to, String text) {

    static final int LONGEST_TEXT = 10_000;

    private static final ObjectReader JSON =
            EventJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Says, to the caller, what is wrong with a request. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        private final String reason;

        Unusable(String reason, @Nullable Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static WriteRequest ofJson(byte[] body) throws Unusable {
        try {
            JsonNode fields = JSON.readTree(body);
            return of(text(fields, "from"), text(fields, "to"), text(fields, "text"));
        } catch (IOException malformed) {
            throw new Unusable("The body is not JSON", malformed);
        }
    }

    /** Null if it is missing or something else. */
    private static @Nullable String text(JsonNode fields, String name) {
        return fields.path(name).textValue();
    }

    static WriteRequest ofForm(byte[] body) throws Unusable {
        Map<String, String> fields;
        try {
            fields = Query.read(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new Unusable("The body is not a form", malformed);
        }
        String text = fields.get("text");
        // Browsers send the ends of lines as no telephone writes them.
        return of(fields.get("from"), fields.get("to"), text == null ? null : text.replace("\r\n", "\n"));
    }

    private static WriteRequest of(@Nullable String from, @Nullable String to, @Nullable String text) throws Unusable {
        if (text == null || text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new Unusable("text must be a text of 1 to " + LONGEST_TEXT + " characters", null);
        }
        return new WriteRequest(number("from", from), number("to", to), text);
    }

    private static E164 number(String name, @Nullable String number) throws Unusable {
        try {
            return E164.of(number == null ? "" : number.strip());
        } catch (IllegalArgumentException malformed) {
            throw new Unusable(name + " must be a number like +447700900123", malformed);
        }
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "WriteRequest[from=" + from + ", to=" + to + "]";
    }
}
