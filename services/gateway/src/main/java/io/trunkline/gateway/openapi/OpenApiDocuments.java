package io.trunkline.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.openapi.MergedDocument.Publicity;
import io.trunkline.gateway.route.Route;
import io.trunkline.gateway.route.RouteTable;
import io.trunkline.gateway.upstream.Upstream;
import io.trunkline.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads the services' OpenAPI documents now and then, and keeps the merged one. */
@ApplicationScoped
class OpenApiDocuments {

    private static final Logger LOG = Logger.getLogger(OpenApiDocuments.class);

    // Its own mapper: what services may put into a document is not bound by what our requests look like.
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private final Upstreams upstreams;
    private final RouteTable routes;
    private final GatewayConfig.OpenApi config;
    private final Vertx vertx;
    private final String version;
    private volatile Written written = new Written(Buffer.buffer("{}"), Buffer.buffer("{}"));

    /** The same document in two forms. */
    record Written(Buffer json, Buffer yaml) {}

    OpenApiDocuments(
            Upstreams upstreams,
            RouteTable routes,
            GatewayConfig config,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.upstreams = upstreams;
        this.routes = routes;
        this.config = config.openApi();
        this.vertx = vertx;
        this.version = version;
    }

    void start(@Observes StartupEvent event) {
        write(Map.of());
        refresh();
    }

    Written current() {
        return written;
    }

    private void refresh() {
        Map<String, ObjectNode> parts = new TreeMap<>();
        List<Future<Void>> reads =
                upstreams.all().stream().map(upstream -> read(upstream, parts)).toList();
        Future.join(reads).onComplete(done -> {
            write(parts);
            long next = (done.succeeded() ? config.refresh() : config.retry()).toMillis();
            vertx.setTimer(next, timer -> refresh());
        });
    }

    private Future<Void> read(Upstream upstream, Map<String, ObjectNode> parts) {
        return upstream.openApi(config.largest().asLongValue())
                .map(OpenApiDocuments::parsed)
                .onFailure(
                        failure -> LOG.debugf("No OpenAPI document of %s: %s", upstream.name(), failure.getMessage()))
                .map(part -> {
                    synchronized (parts) {
                        parts.put(upstream.name(), part);
                    }
                    return null;
                });
    }

    private static ObjectNode parsed(Buffer body) {
        try {
            if (JSON.readTree(body.getBytes()) instanceof ObjectNode document) {
                return document;
            }
        } catch (java.io.IOException notJson) {
            throw new IllegalArgumentException("It is not JSON", notJson);
        }
        throw new IllegalArgumentException("It is no JSON object");
    }

    private void write(Map<String, ObjectNode> parts) {
        MergedDocument merged = new MergedDocument(version, publicity());
        for (Upstream upstream : upstreams.all()) {
            ObjectNode part = parts.get(upstream.name());
            if (part == null) {
                merged.addUnavailable(upstream.name());
            } else {
                merged.add(upstream.name(), part);
            }
        }
        ObjectNode whole = merged.whole();
        try {
            written = new Written(
                    Buffer.buffer(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole)),
                    Buffer.buffer(YAML.writeValueAsBytes(whole)));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A tree of JSON cannot be written", bug);
        }
    }

    private Publicity publicity() {
        return new Publicity() {
            @Override
            public boolean isPublic(String service, String path) {
                Route route = routes.of(path);
                return route != null && route.upstream().name().equals(service);
            }

            @Override
            public boolean needsToken(String path) {
                Route route = routes.of(path);
                return route != null && route.tokenRequired();
            }
        };
    }
}
