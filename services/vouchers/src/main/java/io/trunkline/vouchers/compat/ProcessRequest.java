package io.trunkline.vouchers.compat;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment that an App has made at the bank by itself. */
record ProcessRequest(
        @Schema(description = "What `prepare` has answered") String paymentId,

        @Schema(description = "The bank's id of the payment")
        String sbId) {

    static ProcessRequest read(JsonNode body) {
        return new ProcessRequest(MobileBodies.text(body, "paymentId"), MobileBodies.text(body, "sbId"));
    }
}
