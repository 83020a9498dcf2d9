package io.trunkline.sessions.code;

import io.trunkline.sessions.code.SignInCodes.Sent;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A code is on its way, if there is somebody to get it. */
@Schema(name = "OneTimeCode")
record CodeView(
        @Schema(description = "When the code is worth nothing any more")
        Instant expiresAt,

        @Schema(description = "When another one may be asked for")
        Instant resendAt) {

    static CodeView of(Sent sent) {
        return new CodeView(sent.expiresAt(), sent.resendAt());
    }
}
