package io.trunkline.kit.auth;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before tokens can be checked and every revocation of the last minutes is known. */
@Readiness
@ApplicationScoped
class AuthHealth implements HealthCheck {

    private final TokenVerifier verifier;
    private final RevokedSessions revoked;

    AuthHealth(TokenVerifier verifier, RevokedSessions revoked) {
        this.verifier = verifier;
        this.revoked = revoked;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tokens")
                .status(verifier.isReady() && revoked.isCaughtUp())
                .withData("keys", verifier.isReady())
                .withData("revocations", revoked.isCaughtUp())
                .build();
    }
}
