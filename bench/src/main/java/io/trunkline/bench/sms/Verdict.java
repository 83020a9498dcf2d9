package io.trunkline.bench.sms;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.bench.machine.Database;
import io.trunkline.events.smsproxy.MessageEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What readers, the database and the bus have, compared with what the sources were promised. */
final class Verdict {

    private static final int MOST_NAMED = 10;
    private static final String OUR_TEXTS = "text like '" + Conversation.PREFIX + "%'";

    private final List<String> violations = new ArrayList<>();
    private int repeated;

    /** Everything that was accepted has reached its reader in order, and what came twice is marked. */
    void readers(JsonNode messages, Map<Conversation, Integer> accepted, Database database) throws SQLException {
        Map<String, List<String>> got = new HashMap<>();
        for (JsonNode message : messages) {
            String text = message.get("text").textValue();
            if (text.startsWith(Conversation.PREFIX)) {
                String lane = message.get("from").textValue() + ">"
                        + message.get("to").textValue();
                got.computeIfAbsent(lane, key -> new ArrayList<>()).add(text);
            }
        }
        Set<String> marked = database.texts("select text from outgoing_message where in_doubt");
        accepted.forEach((conversation, count) -> {
            String lane = PeerCentre.digits(conversation.number()) + ">" + PeerCentre.digits(conversation.reader());
            reader(conversation, count, got.getOrDefault(lane, List.of()), marked);
        });
    }

    private void reader(Conversation conversation, int accepted, List<String> got, Set<String> marked) {
        List<String> expected =
                IntStream.range(0, accepted).mapToObj(conversation::text).toList();
        List<String> once = List.copyOf(new LinkedHashSet<>(got));
        List<String> twice = twice(got);
        repeated += twice.size();
        none("Lost", minus(expected, once));
        none("Came twice without a mark", minus(twice, marked));
        if (once.containsAll(expected) && !once.equals(expected)) {
            violations.add("Conversation %d is out of order".formatted(conversation.index()));
        }
    }

    /** Every message was stored once, and all that happened to it is told once and in order. */
    void bus(MessagesOnTheBus bus, int accepted, Database database) throws SQLException {
        long stored = database.number("select count(*) from inbound_message where " + OUR_TEXTS);
        require(stored == accepted, "%d messages were accepted, and %d are stored".formatted(accepted, stored));
        none(
                "Without an event for what came in",
                bus.without(
                        database.texts("select id from inbound_message where " + OUR_TEXTS),
                        List.of(MessageEvent.Received.class)));
        none(
                "Without an event for what goes out",
                bus.without(
                        database.texts("select id from outgoing_message where " + OUR_TEXTS),
                        List.of(MessageEvent.Accepted.class, MessageEvent.Sent.class)));
        none("Events out of order, or twice under two ids", bus.disordered());
    }

    void require(boolean kept, String violation) {
        if (!kept) {
            violations.add(violation);
        }
    }

    private void none(String violation, List<String> found) {
        if (!found.isEmpty()) {
            violations.add("%s: %d, such as %s"
                    .formatted(violation, found.size(), found.subList(0, Math.min(MOST_NAMED, found.size()))));
        }
    }

    private static List<String> minus(Collection<String> all, Collection<String> without) {
        Set<String> absent = new HashSet<>(without);
        return all.stream().filter(one -> !absent.contains(one)).toList();
    }

    /** What comes again, as often as it does. */
    private static List<String> twice(List<String> texts) {
        Set<String> seen = new HashSet<>();
        return texts.stream().filter(text -> !seen.add(text)).toList();
    }

    /** Messages that came although they had come before. */
    int repeated() {
        return repeated;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
