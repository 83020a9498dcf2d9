package io.trunkline.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What came back, with the status that was expected. */
record Answer(int status, String body) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** @throws Difference if the body is not JSON */
    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new Difference("Expected JSON, came something else: " + unreadable.getOriginalMessage());
        }
    }

    /**
     * @param pointer RFC 6901
     * @throws Difference if there is no such value
     */
    String text(String pointer) {
        JsonNode value = json().at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            throw new Difference("Expected " + pointer + " in the answer, came " + Masking.json(body));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
