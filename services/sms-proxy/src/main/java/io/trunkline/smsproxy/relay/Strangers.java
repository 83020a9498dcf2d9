package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.relay.Relay.Decided;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What becomes of messages from outside of sessions after their owners were asked about them. */
@ApplicationScoped
class Strangers {

    private final Routes routes;
    private final RelayRules rules;
    private final InboundMessages inbound;
    private final Relay relay;
    private final Clock clock;

    Strangers(Routes routes, RelayRules rules, InboundMessages inbound, Relay relay, Clock clock) {
        this.routes = routes;
        this.rules = rules;
        this.inbound = inbound;
        this.relay = relay;
        this.clock = clock;
    }

    /** The message as it came in. */
    Uni<Incoming> message(SqlConnection transaction, UUID id) {
        return inbound.byId(transaction, id);
    }

    /** As if it had come just now and nobody were asked: passed on if its writer is in a session by now. */
    Uni<Void> goOn(SqlConnection transaction, Incoming message) {
        return decide(transaction, message, (seen, route) -> rules.decide(seen, route, Askers.NOBODY));
    }

    /** Answers in the owner's words. */
    Uni<Void> reply(SqlConnection transaction, Incoming message, String text) {
        return decide(transaction, message, (seen, route) -> rules.ownersAnswer(seen, route, text));
    }

    private Uni<Void> decide(
            SqlConnection transaction, Incoming message, BiFunction<Incoming, Route, Decision> decision) {
        Instant now = clock.instant();
        return routes.find(transaction, List.of(message), now)
                .map(found -> new Decided(message, found.getFirst(), decision.apply(message, found.getFirst())))
                .call(decided -> inbound.settle(transaction, decided))
                .chain(decided -> relay.effects(transaction, List.of(decided), now));
    }
}
