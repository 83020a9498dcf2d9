package io.trunkline.vouchers.statement;

import io.trunkline.kit.problem.Refused;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which days a statement is about. */
class StatementRequest {

    @QueryParam("from")
    @DefaultValue("")
    @Parameter(
            description = "The first day",
            required = true,
            schema = @Schema(format = "date"),
            example = "2026-11-01")
    String from = "";

    @QueryParam("to")
    @DefaultValue("")
    @Parameter(description = "The last day", required = true, schema = @Schema(format = "date"), example = "2026-11-30")
    String to = "";

    @QueryParam("zone")
    @DefaultValue("UTC")
    @Parameter(description = "By whose clock days begin and end", example = "Europe/Madrid")
    String zone = "UTC";

    /** @throws Refused 400 for what is no period of at most a leap year */
    Period period() {
        return Period.of(from, to, zone);
    }
}
