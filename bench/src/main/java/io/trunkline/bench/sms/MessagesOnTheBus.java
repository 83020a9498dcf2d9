package io.trunkline.bench.sms;

import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every event of the topic {@code sms-proxy.message}, as a consumer takes it that drops repeats by their event id. */
final class MessagesOnTheBus {

    private final Map<String, List<MessageEvent>> events = new LinkedHashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private int repeats;

    private MessagesOnTheBus() {}

    static MessagesOnTheBus read(String bootstrapServers) {
        MessagesOnTheBus bus = new MessagesOnTheBus();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.SMS_PROXY_MESSAGE.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(bus::add);
            }
        }
        return bus;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        CloudEvent read = CloudEvent.read(headers, record.value());
        if (read != null && read.event() instanceof MessageEvent event) {
            if (seen.add(read.id())) {
                events.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(event);
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
