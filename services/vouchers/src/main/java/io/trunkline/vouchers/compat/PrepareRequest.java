package io.trunkline.vouchers.compat;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment for a contract. */
record PrepareRequest(
        @Schema(examples = "10042") String clientId,

        @Schema(description = "In kopecks; a number, or a text of its digits", examples = "45000")
        long amount) {

    static PrepareRequest read(JsonNode body) {
        return new PrepareRequest(
                MobileBodies.text(body, "clientId"), MobileBodies.number(body, "amount", 1, Long.MAX_VALUE));
    }
}
