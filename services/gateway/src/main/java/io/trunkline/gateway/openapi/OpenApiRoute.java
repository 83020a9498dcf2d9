package io.trunkline.gateway.openapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code /openapi}: JSON, or YAML by {@code Accept} or {@code ?format=yaml}. */
@ApplicationScoped
class OpenApiRoute {

    private static final String PATH = "/openapi";

    private final OpenApiDocuments documents;

    OpenApiRoute(OpenApiDocuments documents) {
        this.documents = documents;
    }

    void install(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).handler(this::show);
    }

    private void show(RoutingContext routing) {
        boolean yaml = wantsYaml(routing);
        routing.response()
                // RFC 9512 §2.1, and the one that OpenAPI 3.1 §4.7 implies.
                .putHeader(HttpHeaders.CONTENT_TYPE, yaml ? "application/yaml" : "application/json")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .end(yaml ? documents.current().yaml() : documents.current().json());
    }

    private static boolean wantsYaml(RoutingContext routing) {
        String format = routing.request().getParam("format");
        if (format != null) {
            return format.equalsIgnoreCase("yaml") || format.equalsIgnoreCase("yml");
        }
        String accept = routing.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("yaml") && !accept.contains("json");
    }
}
