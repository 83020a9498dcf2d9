package io.trunkline.gateway.route;

import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.limit.RateLimit;
import io.trunkline.gateway.limit.RateLimits;
import io.trunkline.gateway.upstream.Upstream;
import io.trunkline.gateway.upstream.Upstreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path. What is not in the table is not public. */
@ApplicationScoped
public class RouteTable {

    /** Longest first, so that the first that fits is the right one. */
    private final Route[] routes;

    RouteTable(GatewayConfig config, Upstreams upstreams, RateLimits limits) {
        this.routes = config.routes().entrySet().stream()
                .map(entry -> route(entry, upstreams, limits))
                .sorted(Comparator.comparingInt((Route route) -> route.path().length())
                        .reversed())
                .toArray(Route[]::new);
    }

    private static Route route(Map.Entry<String, GatewayConfig.Route> entry, Upstreams upstreams, RateLimits limits) {
        String name = entry.getKey();
        GatewayConfig.Route route = entry.getValue();
        Upstream upstream = upstreams.named(route.upstream());
        if (upstream == null) {
            throw new IllegalStateException(
                    "gateway.routes.%s.upstream: there is no gateway.upstreams.%s".formatted(name, route.upstream()));
        }
        RateLimit limit = limits.named(route.limit());
        if (limit == null) {
            throw new IllegalStateException(
                    "gateway.routes.%s.limit: there is no gateway.limits.%s".formatted(name, route.limit()));
        }
        return new Route(name, route.path(), upstream, route.token() == GatewayConfig.Token.REQUIRED, limit);
    }

    /** The route of a normal path; null if that path is not public. */
    public @Nullable Route of(String path) {
        for (Route route : routes) {
            if (route.fits(path)) {
                return route;
            }
        }
        return null;
    }

    /** All routes, in no order that means anything. */
    public List<Route> all() {
        return List.of(routes);
    }
}
