package io.trunkline.bench.outbox;

import io.trunkline.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer that notes when events of topics arrive, from the moment it watches. */
final class Arrivals implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = Thread.ofPlatform().unstarted(this::read);
    private volatile boolean stopping;
    private double[] latencies = new double[0];
    private int count;
    private long first;
    private long last;

    private Arrivals(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static Arrivals watch(String bootstrapServers, Topic... topics) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(topics)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Arrivals arrivals = new Arrivals(consumer);
        arrivals.thread.start();
        return arrivals;
    }

    private void read() {
        while (!stopping) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::note);
        }
    }

    private synchronized void note(ConsumerRecord<String, byte[]> record) {
        Instant committed =
                Instant.parse(new String(record.headers().lastHeader("ce_time").value(), StandardCharsets.UTF_8));
        last = System.nanoTime();
        first = first == 0 ? last : first;
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, Math.max(1024, 2 * count));
        }
        latencies[count++] = ChronoUnit.MICROS.between(committed, Instant.now()) / 1000.0;
        notifyAll();
    }

    /** Waits until that many have arrived. @throws IllegalStateException if they do not in a minute */
    synchronized Arrivals await(int expected) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count < expected) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("Only " + count + " of " + expected + " events arrived");
            }
            wait(left);
        }
        return this;
    }

    synchronized double[] latencies() {
        return Arrays.copyOf(latencies, count);
    }

    synchronized double perSecond() {
        return count * 1_000_000_000.0 / (last - first);
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        consumer.close();
    }
}
