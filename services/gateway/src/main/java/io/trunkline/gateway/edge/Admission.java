package io.trunkline.gateway.edge;

import io.trunkline.gateway.limit.RateLimit;
import io.trunkline.gateway.limit.RateLimit.Verdict;
import io.trunkline.gateway.limit.RateLimits;
import io.trunkline.gateway.route.Route;
import io.trunkline.kit.auth.AccessToken;
import io.trunkline.kit.auth.BearerAuthentication;
import io.trunkline.kit.auth.TokenVerifier;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a request may pass: the token first, since it says whose rate is counted, then the rate. */
@ApplicationScoped
class Admission {

    private final TokenVerifier tokens;
    private final RateLimits limits;
    private final Answers answers;

    Admission(TokenVerifier tokens, RateLimits limits, Answers answers) {
        this.tokens = tokens;
        this.limits = limits;
        this.answers = answers;
    }

    /** Calls back on the exchange's context if the request may pass; answers it otherwise. */
    void admit(Exchange exchange, Route route, Consumer<Exchange> next) {
        String token = tokenOf(exchange);
        AccessToken known = token == null ? null : tokens.remembered(token);
        if (known != null) {
            passWith(known, exchange, route, next);
        } else if (token != null) {
            tokens.verify(token)
                    .subscribe()
                    .with(
                            good -> onContext(exchange, () -> passWith(good, exchange, route, next)),
                            bad -> onContext(exchange, () -> passWithout(bad.getMessage(), exchange, route, next)));
        } else {
            passWithout(null, exchange, route, next);
        }
    }

    private static @Nullable String tokenOf(Exchange exchange) {
        String header = exchange.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null && exchange.asksForWebSocket
                ? WebSocketTunnel.tokenOf(exchange.headers())
                : BearerAuthentication.tokenOf(header);
    }

    private static void onContext(Exchange exchange, Runnable step) {
        if (Vertx.currentContext() == exchange.context()) {
            step.run();
        } else {
            exchange.context().runOnContext(now -> step.run());
        }
    }

    private void passWith(AccessToken token, Exchange exchange, Route route, Consumer<Exchange> next) {
        exchange.token = token;
        Object client = route.limit().isByAddress() ? exchange.origin.rateKey() : token.subject();
        if (isWithin(route.limit(), client, exchange)) {
            next.accept(exchange);
        }
    }

    /**
     * Where no token is needed a bad one is none: an app that renews its token sends the expired one along. Forged ones use up
     * the rate of the address that they come from.
     */
    private void passWithout(@Nullable String refusal, Exchange exchange, Route route, Consumer<Exchange> next) {
        if (!isWithin(route.limit(), exchange.origin.rateKey(), exchange)) {
            return;
        }
        if (route.tokenRequired()) {
            answers.challenge(exchange, refusal);
        } else {
            next.accept(exchange);
        }
    }

    /** For what is not forwarded: counted by address. */
    boolean isWithinStandard(Exchange exchange) {
        return isWithin(limits.standard(), exchange.origin.rateKey(), exchange);
    }

    private boolean isWithin(RateLimit limit, Object client, Exchange exchange) {
        Verdict verdict = limit.take(client);
        exchange.ratePolicy = limit.policy();
        exchange.rateLimit = limit.state(verdict);
        if (!verdict.allowed()) {
            answers.refuseForNow(
                    exchange, KitProblem.TOO_MANY_REQUESTS, "Wait before the next request", verdict.retrySeconds());
        }
        return verdict.allowed();
    }
}
