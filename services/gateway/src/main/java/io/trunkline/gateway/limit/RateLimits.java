package io.trunkline.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rate limits by name. */
@ApplicationScoped
public class RateLimits {

    private final Map<String, RateLimit> byName;
    private final RateLimit standard;

    RateLimits(GatewayConfig config) {
        this.byName = config.limits().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        limit -> limit(limit.getKey(), limit.getValue(), config.rememberedClients())));
        RateLimit named = byName.get("default");
        if (named == null) {
            throw new IllegalStateException("There is no gateway.limits.default");
        }
        this.standard = named;
    }

    private static RateLimit limit(String name, GatewayConfig.Limit limit, int clients) {
        LongSupplier nanoTime = System::nanoTime;
        return new RateLimit(
                name,
                limit.requests(),
                limit.window(),
                limit.key(),
                Caffeine.newBuilder()
                        .maximumSize(clients)
                        // A bucket that has not been touched for a window is full again: as good as none.
                        .expireAfterAccess(limit.window())
                        .build(),
                nanoTime);
    }

    /** Null if there is none of that name. */
    public @Nullable RateLimit named(String name) {
        return byName.get(name);
    }

    /** What holds where nothing else is said. */
    public RateLimit standard() {
        return standard;
    }
}
