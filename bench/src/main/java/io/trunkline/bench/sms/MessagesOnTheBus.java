package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Bus;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Every event of the topic {@code sms-proxy.message}, as a consumer takes it that drops repeats by their event id. */
final class MessagesOnTheBus {

    private final Map<String, List<MessageEvent>> events = new LinkedHashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private int repeats;

    private MessagesOnTheBus() {}

    static MessagesOnTheBus read(String bootstrapServers) {
        MessagesOnTheBus messages = new MessagesOnTheBus();
        try (Bus bus = new Bus(bootstrapServers, Topic.SMS_PROXY_MESSAGE)) {
            bus.read(messages::add);
        }
        return messages;
    }

    private void add(CloudEvent read) {
        if (read.event() instanceof MessageEvent event) {
            if (seen.add(read.id())) {
                events.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
            } else {
                repeats++;
            }
        }
    }

    /** Events, each counted once. */
    int count() {
        return seen.size();
    }

    /** Events that came once more under the same id. */
    int repeats() {
        return repeats;
    }

    /** Those of the given messages that have no event of one of these types. */
    List<String> without(Collection<String> messages, List<Class<? extends Event>> types) {
        return messages.stream()
                .filter(message ->
                        types.stream().anyMatch(type -> of(message).stream().noneMatch(type::isInstance)))
                .toList();
    }

    /** Messages that an event of is out of its order, or there twice under two ids. */
    List<String> disordered() {
        return events.keySet().stream()
                .filter(message ->
                        !rises(of(message).stream().map(MessagesOnTheBus::rank).toList()))
                .toList();
    }

    private List<MessageEvent> of(String message) {
        return events.getOrDefault(message, List.of());
    }

    private static boolean rises(List<Integer> ranks) {
        for (int i = 1; i < ranks.size(); i++) {
            if (ranks.get(i) <= ranks.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static int rank(MessageEvent event) {
        return switch (event) {
            case MessageEvent.Received _, MessageEvent.Accepted _ -> 0;
            case MessageEvent.Sent _ -> 1;
            case MessageEvent.Delivered _, MessageEvent.Failed _ -> 2;
        };
    }
}
