package io.trunkline.vouchers.compat;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A year of a contract. */
record DetailRequest(
        @Schema(examples = "10042") String clientId,
        @Schema(examples = "2026") int year) {

    static DetailRequest read(JsonNode body) {
        return new DetailRequest(
                MobileBodies.text(body, "clientId"), (int) MobileBodies.number(body, "year", 2000, 2198));
    }
}
