package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The carrier has refused a text. */
record DispatchErrorView(
        String message,
        String reason,

        @Schema(description = "The carrier's code of the failure") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        String strerr) {

    static DispatchErrorView of(@Nullable String code) {
        // Spelled as the original has it.
        return new DispatchErrorView(
                "An error occured when requesting against Flowroute's API.", "InternalSMSDispatcherError", code);
    }
}
