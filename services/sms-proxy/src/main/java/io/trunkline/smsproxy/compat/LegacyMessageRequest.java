package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that the carrier has brought, in its old flat form.
 *
 * @param id null if the carrier does not name it
 */
record LegacyMessageRequest(
        @Schema(examples = "12223334444") String to,
        @Schema(examples = "12223335555") String from,
        @Schema(examples = "Where are you?") String body,

        @Schema(description = "The carrier's name for it; of repeats one is taken", examples = "mdr1-0a1b2c") @Nullable
        String id) {

    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_ID = 200;

    /** @throws CompatRefused if it is not of that form */
    static LegacyMessageRequest read(@Nullable ObjectNode message) {
        if (message == null) {
            throw CompatRefused.unreadable();
        }
        return new LegacyMessageRequest(
                number(message.get("to")),
                number(message.get("from")),
                text(message.get("body")),
                id(message.get("id")));
    }

    private static String number(@Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            throw CompatRefused.unreadable();
        }
        return printable(value.textValue(), LONGEST_NUMBER);
    }

    private static String printable(String text, int most) {
        if (text.isBlank() || text.length() > most || !text.matches("[ -~]+")) {
            throw CompatRefused.unreadable();
        }
        return text;
    }

    /** A number is its digits, and null is nothing. */
    private static String text(@Nullable JsonNode value) {
        if (value == null || !(value.isTextual() || value.isNumber() || value.isNull())) {
            throw CompatRefused.unreadable();
        }
        return value.isNull() ? "" : value.asText();
    }

    private static @Nullable String id(@Nullable JsonNode value) {
        if (value == null || value.isNull() || Bodies.textOf(value).isEmpty()) {
            return null;
        }
        return printable(Bodies.textOf(value), LONGEST_ID);
    }
}
