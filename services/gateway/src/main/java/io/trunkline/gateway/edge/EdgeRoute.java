package io.trunkline.gateway.edge;

import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.route.RequestPath;
import io.trunkline.gateway.route.Route;
import io.trunkline.gateway.route.RouteTable;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request: form, path, size, token, rate, then on to its service. It stands before everything that Quarkus
 * has of its own, so nothing of that runs on what is forwarded; the check of the token least of all.
 */
@ApplicationScoped
class EdgeRoute {

    private static final Logger LOG = Logger.getLogger(EdgeRoute.class);
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final Arrivals arrivals;
    private final RouteTable routes;
    private final Admission admission;
    private final Dispatch dispatch;
    private final Cors cors;
    private final Answers answers;
    private final long largestBody;

    EdgeRoute(
            Arrivals arrivals,
            RouteTable routes,
            Admission admission,
            Dispatch dispatch,
            Cors cors,
            Answers answers,
            GatewayConfig config) {
        this.arrivals = arrivals;
        this.routes = routes;
        this.admission = admission;
        this.dispatch = dispatch;
        this.cors = cors;
        this.answers = answers;
        this.largestBody = config.bodies().largest().asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        Exchange exchange = arrivals.exchange(routing.request());
        try {
            handle(exchange, routing);
        } catch (RuntimeException bug) {
            LOG.error("A request could not be handled", bug);
            answers.refuse(exchange, KitProblem.INTERNAL_ERROR, null);
        }
    }

    private void handle(Exchange exchange, RoutingContext routing) {
        String path = exchange.path() == null ? null : RequestPath.normalized(exchange.path());
        if (path == null) {
            answers.refuse(exchange, KitProblem.MALFORMED_REQUEST, "The path can be read in more than one way");
            return;
        }
        if (OwnPages.contains(path)) {
            showOwnPage(exchange, path, routing);
            return;
        }
        if (exchange.hasBody()) {
            exchange.pause();
        }
        Route route = routes.of(path);
        exchange.route = route;
        if (route == null) {
            refuseUnknown(exchange);
        } else if (isAcceptable(exchange)) {
            answerOrForward(exchange, route);
        }
    }

    private void showOwnPage(Exchange exchange, String path, RoutingContext routing) {
        if (!OwnPages.isHealth(path) && !admission.isWithinStandard(exchange)) {
            return;
        }
        answers.decorate(exchange, exchange.response().headers());
        routing.addEndHandler(
                ended -> answers.finish(exchange, exchange.response().getStatusCode()));
        routing.next();
    }

    private void refuseUnknown(Exchange exchange) {
        if (admission.isWithinStandard(exchange)) {
            answers.refuse(exchange, KitProblem.NOT_FOUND, null);
        }
    }

    private boolean isAcceptable(Exchange exchange) {
        if (!METHODS.contains(exchange.method())) {
            exchange.response().headers().set(HttpHeaders.ALLOW, ALLOW);
            answers.refuse(exchange, KitProblem.METHOD_NOT_ALLOWED, null);
            return false;
        }
        if (exchange.announcedLength() > largestBody) {
            answers.refuse(exchange, KitProblem.PAYLOAD_TOO_LARGE, "At most " + largestBody + " bytes");
            return false;
        }
        if (isSaidTwice(exchange, HttpHeaders.AUTHORIZATION) || isSaidTwice(exchange, HttpHeaders.HOST)) {
            answers.refuse(exchange, KitProblem.MALFORMED_REQUEST, "A header is there twice");
            return false;
        }
        return true;
    }

    /** The gateway and the service could each believe another one of them. */
    private static boolean isSaidTwice(HttpServerRequest request, CharSequence header) {
        return request.headers().getAll(header).size() > 1;
    }

    private void answerOrForward(Exchange exchange, Route route) {
        if (Cors.isPreflight(exchange)) {
            answerPreflight(exchange, exchange.getHeader(HttpHeaders.ORIGIN));
        } else {
            admission.admit(exchange, route, admitted -> dispatch.send(admitted, route));
        }
    }

    private void answerPreflight(Exchange exchange, @Nullable String origin) {
        if (!cors.allows(origin)) {
            answers.refuse(exchange, KitProblem.FORBIDDEN, "This origin may not call");
            return;
        }
        cors.allowPreflight(exchange.response().headers());
        answers.decorate(exchange, exchange.response().headers());
        exchange.response().setStatusCode(204).end();
        exchange.resume();
        answers.finish(exchange, 204);
    }
}
