package io.trunkline.smsproxy.relay;

import io.trunkline.events.E164;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.NewMessage.Priority;
import io.trunkline.smsproxy.message.Notices;
import io.trunkline.smsproxy.relay.Decision.Consent;
import io.trunkline.smsproxy.relay.Decision.Outcome;
import io.trunkline.smsproxy.relay.Route.Reader;
import io.trunkline.smsproxy.relay.Route.WriterSeat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a message goes. Nothing else: no clock, no database. */
@ApplicationScoped
class RelayRules {

    private final ProxyConfig config;
    private final Notices notices;
    private final Ids ids;
    private final Set<String> stopWords;
    private final Set<String> startWords;

    RelayRules(ProxyConfig config, Notices notices, Ids ids) {
        this.config = config;
        this.notices = notices;
        this.ids = ids;
        this.stopWords = upperCase(config.stopWords());
        this.startWords = upperCase(config.startWords());
    }

    private static Set<String> upperCase(Set<String> words) {
        return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param askers the owners who want to have a say */
    Decision decide(Incoming message, Route route, Askers askers) {
        E164 writer = message.writer();
        if (writer == null || route.fromOwnNumber()) {
            // Machines are never answered: two of them would not come to an end.
            return Decision.of(Outcome.IGNORED);
        }
        WriterSeat seat = route.seat();
        if (route.owner() != null && (seat == null || seat.honoursStop())) {
            String word = message.text().strip().toUpperCase(Locale.ROOT);
            if (stopWords.contains(word)) {
                return withdraw(message, writer, route);
            }
            if (route.optedOut() && startWords.contains(word)) {
                return Decision.consent(Consent.GIVEN, answer(message, writer, route, config.startedText()));
            }
        }
        return seat == null ? stranger(message, writer, route, askers) : relay(message, writer, route, seat, askers);
    }

    /** Somebody who has stopped before gets no second confirmation, nor anything else. */
    private Decision withdraw(Incoming message, E164 writer, Route route) {
        return route.optedOut()
                ? Decision.of(Outcome.OPTED_OUT)
                : Decision.consent(Consent.WITHDRAWN, answer(message, writer, route, config.stoppedText()));
    }

    private Decision stranger(Incoming message, E164 writer, Route route, Askers askers) {
        if (askers.aboutStrangers(route.owner()) && !route.optedOut()) {
            return Decision.ask();
        }
        return reply(Outcome.STRANGER, message, writer, route, config.noSessionText());
    }

    /** What the owner says to a stranger; nothing to one who wants nothing. */
    Decision ownersAnswer(Incoming message, Route route, String text) {
        E164 writer = message.writer();
        return writer == null || route.optedOut()
                ? Decision.of(Outcome.IGNORED)
                : Decision.answer(new NewMessage(
                        ids.next(),
                        route.owner(),
                        null,
                        null,
                        null,
                        Origin.API,
                        message.recipient(),
                        writer,
                        text,
                        List.of(),
                        Priority.RELAY,
                        route.carrier(),
                        route.fallbacks(),
                        null,
                        message.receivedAt(),
                        null));
    }

    private Decision reply(Outcome outcome, Incoming message, E164 writer, Route route, String text) {
        Instant repliedAt = route.repliedAt();
        boolean answeredJustNow = repliedAt != null
                && repliedAt.plus(config.automaticReplyInterval()).isAfter(message.receivedAt());
        return answeredJustNow || route.optedOut() || text.isEmpty()
                ? Decision.of(Outcome.IGNORED)
                : Decision.reply(outcome, answer(message, writer, route, text));
    }

    private Decision relay(Incoming message, E164 writer, Route route, WriterSeat seat, Askers askers) {
        if (message.text().codePointCount(0, message.text().length()) > config.longestText()) {
            return reply(Outcome.TOO_LONG, message, writer, route, config.tooLongText());
        }
        Decision relay = Decision.relay(route.readers().stream()
                .filter(reader -> !reader.side().equals(seat.side()) && !reader.optedOut())
                .map(reader -> passedOn(message, route, seat, reader))
                .toList());
        return askers.beforeRelay(route.owner())
                ? relay.unlessVetoed(message.receivedAt().plus(config.customerPatience()))
                : relay;
    }

    private NewMessage passedOn(Incoming message, Route route, WriterSeat seat, Reader reader) {
        return new NewMessage(
                ids.next(),
                route.owner(),
                seat.session(),
                reader.participant(),
                message.id(),
                Origin.RELAY,
                reader.proxyNumber(),
                reader.number(),
                reader.takesMedia() ? message.text() : withLinks(message),
                reader.takesMedia() ? message.media() : List.of(),
                Priority.RELAY,
                reader.carrier(),
                reader.fallbacks(),
                null,
                message.receivedAt(),
                null);
    }

    /** A number that cannot carry a picture carries the link to it. */
    private static String withLinks(Incoming message) {
        if (message.media().isEmpty()) {
            return message.text();
        }
        String links = String.join("\n", message.media());
        return message.text().isEmpty() ? links : message.text() + "\n" + links;
    }

    private NewMessage answer(Incoming message, E164 writer, Route route, String text) {
        WriterSeat seat = route.seat();
        return notices.notice(
                route.owner(),
                seat == null ? null : seat.session(),
                seat == null ? null : seat.participant(),
                message.recipient(),
                writer,
                text,
                route.carrier(),
                route.fallbacks(),
                message.receivedAt());
    }
}
