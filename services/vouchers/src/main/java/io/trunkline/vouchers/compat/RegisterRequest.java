package io.trunkline.vouchers.compat;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment that is to be paid on the provider's page. */
record RegisterRequest(
        @Schema(description = "What `prepare` has answered") String orderNumber,

        @Schema(description = "In kopecks, the same as before", examples = "45000")
        long amount) {

    static RegisterRequest read(JsonNode body) {
        return new RegisterRequest(
                MobileBodies.text(body, "orderNumber"), MobileBodies.number(body, "amount", 0, Long.MAX_VALUE));
    }
}
