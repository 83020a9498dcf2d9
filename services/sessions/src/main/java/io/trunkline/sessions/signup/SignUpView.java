package io.trunkline.sessions.signup;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sign-up that waits for its code. */
@Schema(name = "SignUp")
record SignUpView(
        @Schema(description = "For the confirmation") UUID id,

        @Schema(description = "When the code is worth nothing any more")
        Instant expiresAt,

        @Schema(description = "When another sign-up with this phone may begin")
        Instant resendAt) {

    static SignUpView of(SignUp signUp, Duration lifetime, Duration resendAfter) {
        return new SignUpView(
                signUp.id(),
                signUp.expiresAt(),
                signUp.expiresAt().minus(lifetime).plus(resendAfter));
    }
}
