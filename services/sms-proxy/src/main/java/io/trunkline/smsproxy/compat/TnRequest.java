package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A virtual number to be added or removed. */
record TnRequest(@Schema(examples = "12223334444") String value) {

    private static final String USAGE = "Required argument: 'value' (str, length <= 18)";

    /** @throws CompatRefused if there is no value, or one that no text can be made of */
    static TnRequest read(@Nullable ObjectNode body) {
        JsonNode value = body == null ? null : body.get("value");
        if (value == null || !Bodies.isAscii(Bodies.textOf(value))) {
            throw invalid();
        }
        return new TnRequest(Bodies.textOf(value));
    }

    static CompatRefused invalid() {
        return CompatRefused.invalid(USAGE);
    }
}
