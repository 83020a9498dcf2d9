package io.trunkline.gateway.upstream;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether every service is ready. It says how the whole is, and takes no part in the gateway's own readiness: an edge that is
 * taken away because one service is down takes all others with it.
 */
@Wellness
@ApplicationScoped
class UpstreamHealth implements HealthCheck {

    private final Upstreams upstreams;

    UpstreamHealth(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("services");
        upstreams.all().forEach(upstream -> health.withData(upstream.name(), upstream.isReady()));
        return health.status(upstreams.all().stream().allMatch(Upstream::isReady))
                .build();
    }
}
