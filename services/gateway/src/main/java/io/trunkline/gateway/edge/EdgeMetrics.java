package io.trunkline.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trunkline.gateway.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code gateway.requests}: how long requests took, by route and class of status. By route and not by path: a path has ids in
 * it, of which there is no end.
 */
@ApplicationScoped
class EdgeMetrics {

    private static final int CLASSES = 6;
    private static final String NO_ROUTE = "none";

    private final MeterRegistry registry;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();

    EdgeMetrics(MeterRegistry registry, OpenStreams streams) {
        this.registry = registry;
        registry.gauge("gateway.streams.open", streams, OpenStreams::count);
    }

    void record(@Nullable Route route, int status, long nanos) {
        String name = route == null ? NO_ROUTE : route.name();
        Timer[] ofRoute = timers.get(name);
        if (ofRoute == null) {
            ofRoute = timers.computeIfAbsent(name, this::newTimers);
        }
        ofRoute[Math.clamp(status / 100, 0, CLASSES - 1)].record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer[] newTimers(String route) {
        Timer[] ofRoute = new Timer[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            ofRoute[i] = registry.timer("gateway.requests", "route", route, "status", i == 0 ? "aborted" : i + "xx");
        }
        return ofRoute;
    }
}
