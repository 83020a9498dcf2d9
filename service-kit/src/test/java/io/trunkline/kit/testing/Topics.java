package io.trunkline.kit.testing;

import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The bus as a test sees it: what was published, and what it publishes itself. */
public final class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Topics() {}

    /**
     * Reads a topic from its beginning until an event fits.
     *
     * @throws AssertionError if none does in time
     */
    public static CloudEvent await(Topic topic, Predicate<Event> wanted) {
        return awaitAll(topic, wanted, 1).getFirst();
    }

    /** The same for several events. */
    public static List<CloudEvent> awaitAll(Topic topic, Predicate<Event> wanted, int count) {
        List<CloudEvent> found = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topic.topicName())) {
            while (found.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "Only " + found.size() + " of " + count + " such events on " + topic.topicName());
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> addIfWanted(record, wanted, found));
            }
        }
        return found;
    }

    private static void addIfWanted(
            ConsumerRecord<String, byte[]> record, Predicate<Event> wanted, List<CloudEvent> found) {
        CloudEvent event = readOrNull(record);
        if (event != null && wanted.test(event.event())) {
            found.add(event);
        }
    }

    /** Null for an unknown type, and for the poison of another test. */
    private static @Nullable CloudEvent readOrNull(ConsumerRecord<String, byte[]> record) {
        try {
            return CloudEvent.read(headersOf(record), record.value());
        } catch (CloudEvent.MalformedEvent poison) {
            return null;
        }
    }

    /** Everything that is on the topic at this moment, as plain records. */
    public static List<ConsumerRecord<String, byte[]>> everything(String topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    public static Map<String, String> headersOf(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static KafkaConsumer<String, byte[]> consumer(String topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Publishes as another service would; returns the event's id. */
    public static UUID publish(Event event) {
        UUID id = UUID.randomUUID();
        publish(new CloudEvent(id, "/trunkline/test", null, event));
        return id;
    }

    /** Publishes a given envelope, for tests of repeated delivery. */
    public static void publish(CloudEvent event) {
        publish(event.event().topic().topicName(), event.event().key(), event.headers(), event.data());
    }

    /** Publishes whatever it is, for tests of poison. Returns when the broker has it. */
    public static void publish(String topic, String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (java.util.concurrent.ExecutionException refused) {
            throw new AssertionError(refused.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        }
    }

    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
