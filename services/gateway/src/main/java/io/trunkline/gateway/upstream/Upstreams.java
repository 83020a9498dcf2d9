package io.trunkline.gateway.upstream;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.gateway.GatewayConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The services behind the gateway by name. */
@ApplicationScoped
public class Upstreams {

    private static final Logger LOG = Logger.getLogger(Upstreams.class);

    private final Map<String, Upstream> byName = new TreeMap<>();
    private final Vertx vertx;
    private final GatewayConfig config;

    Upstreams(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.config = config;
        config.upstreams().forEach((name, upstream) -> byName.put(name, new Upstream(vertx, name, config, upstream)));
    }

    void start(@Observes StartupEvent event) {
        probeAll();
        vertx.setPeriodic(config.probes().toMillis(), timer -> probeAll());
    }

    private void probeAll() {
        byName.values().forEach(Upstreams::probe);
    }

    private static void probe(Upstream upstream) {
        boolean before = upstream.isReady();
        upstream.probe().onComplete(done -> {
            if (before != done.succeeded()) {
                LOG.infof("%s is %s", upstream.name(), done.succeeded() ? "ready" : "not ready");
            }
        });
    }

    /** Null if there is none of that name. */
    public @Nullable Upstream named(String name) {
        return byName.get(name);
    }

    /** In the order of their names. */
    public Collection<Upstream> all() {
        return byName.values();
    }
}
