package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.batch.Batches;
import io.trunkline.kit.database.Transactions;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.OutgoingMessages;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Takes messages in, and passes them on. A message, and all that follows from it, is stored by one transaction; those that
 * arrive meanwhile share the next one. A repeat of a message changes nothing.
 */
@ApplicationScoped
class Relay {

    private static final int LARGEST_BATCH = 500;
    private static final int MOST_WAITING = 20_000;

    private final Transactions transactions;
    private final Routes routes;
    private final RelayRules rules;
    private final InboundMessages inbound;
    private final OutgoingMessages outgoing;
    private final Questions questions;
    private final ProxyConfig config;
    private final Ids ids;
    private final Clock clock;
    private final Batches<Incoming, Boolean> batches = new Batches<>(LARGEST_BATCH, MOST_WAITING, this::take);

    Relay(
            Transactions transactions,
            Routes routes,
            RelayRules rules,
            InboundMessages inbound,
            OutgoingMessages outgoing,
            Questions questions,
            ProxyConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.routes = routes;
        this.rules = rules;
        this.inbound = inbound;
        this.outgoing = outgoing;
        this.questions = questions;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Completes when the message, and what goes out because of it, is durable. */
    Uni<Void> take(CarrierNotice.Incoming notice) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return batches.add(
                        Incoming.of(notice, ids.next(), config.defaultRegion().orElse(null), now))
                .replaceWithVoid();
    }

    private Uni<List<Boolean>> take(List<Incoming> messages) {
        Instant now = clock.instant();
        return questions
                .askers()
                .chain(askers -> transactions.inTransaction(transaction -> routes.find(transaction, messages, now)
                        .map(found -> decide(messages, found, askers))
                        .chain(decided -> inbound.insert(transaction, decided)
                                .chain(taken -> effects(transaction, fresh(decided, taken), now)))))
                .replaceWith(() -> messages.stream().map(message -> true).toList());
    }

    /** A message with what is known and what is done. */
    record Decided(Incoming message, Route route, Decision decision) {

        Decided unanswered() {
            return new Decided(message, route, Decision.of(Decision.Outcome.IGNORED));
        }
    }

    private List<Decided> decide(List<Incoming> messages, List<Route> found, Askers askers) {
        Set<String> answered = new HashSet<>();
        List<Decided> decided = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Incoming message = messages.get(i);
            Decided one = new Decided(message, found.get(i), rules.decide(message, found.get(i), askers));
            boolean again =
                    one.decision().automaticReply() && !answered.add(message.sender() + ">" + message.recipient());
            decided.add(again ? one.unanswered() : one);
        }
        return decided;
    }

    /** @param taken the messages that are no repeats */
    private static List<Decided> fresh(List<Decided> decided, Set<UUID> taken) {
        return decided.stream()
                .filter(one -> taken.contains(one.message().id()))
                .toList();
    }

    /** All that follows from messages, which are stored. */
    Uni<Void> effects(SqlConnection transaction, List<Decided> decided, Instant now) {
        List<NewMessage> messages = decided.stream()
                .flatMap(one -> one.decision().messages().stream())
                .toList();
        return outgoing.queue(transaction, messages)
                .chain(() -> inbound.remember(transaction, decided))
                .chain(() -> inbound.keepAlive(transaction, decided, now))
                .chain(() -> questions.ask(transaction, decided));
    }
}
