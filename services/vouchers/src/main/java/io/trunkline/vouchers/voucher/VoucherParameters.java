package io.trunkline.vouchers.voucher;

import io.trunkline.kit.problem.Refused;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a search for vouchers may ask for. */
class VoucherParameters {

    @QueryParam("batch")
    @Parameter(description = "Those of this batch", schema = @Schema(format = "uuid"))
    @Nullable
    String batch;

    @QueryParam("state")
    @Parameter(
            description = "Those in this state; needs a batch or a suffix beside it",
            schema = @Schema(enumeration = {"generated", "active", "depleted", "expired", "voided"}))
    @Nullable
    String state;

    @QueryParam("suffix")
    @Parameter(description = "Those whose code ends with these four symbols", example = "1ZHW")
    @Nullable
    String suffix;

    /** @throws Refused 400 */
    VoucherSearch search() {
        return new VoucherSearch(
                batch == null ? null : batchOf(batch),
                state == null ? null : stateOf(state),
                suffix == null ? null : VoucherCode.parseSuffix(suffix));
    }

    private static UUID batchOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw Refused.invalid("batch", "must be the id of a batch");
        }
    }

    private static Voucher.State stateOf(String name) {
        return Arrays.stream(Voucher.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("state", "is not a state of vouchers"));
    }
}
