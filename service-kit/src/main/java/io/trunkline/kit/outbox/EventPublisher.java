package io.trunkline.kit.outbox;

import io.trunkline.events.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends batches of outbox rows and waits until the broker has them all. */
class EventPublisher implements AutoCloseable {

    private static final Duration LEADERSHIP_CHECK = Duration.ofSeconds(1);

    private final KafkaProducer<String, byte[]> producer;
    private final String source;

    EventPublisher(String bootstrapServers, String source) {
        this.source = source;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "outbox",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        // Never give up on a record while later ones of its key go through: that would change the
                        // order.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        16L * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Returns when the broker has acknowledged every row.
     *
     * @param stillLeader asked while the broker is silent; its failure ends the wait
     * @throws KafkaException if a row was refused; any of the batch may have been published all the same
     */
    void publish(List<OutboxRow> batch, LeadershipCheck stillLeader) throws SQLException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        for (OutboxRow row : batch) {
            sent.add(producer.send(recordOf(row)));
        }
        for (Future<RecordMetadata> acknowledgement : sent) {
            await(acknowledgement, stillLeader);
        }
    }

    private static void await(Future<RecordMetadata> acknowledgement, LeadershipCheck stillLeader)
            throws SQLException, InterruptedException {
        while (true) {
            try {
                acknowledgement.get(LEADERSHIP_CHECK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException silent) {
                stillLeader.require();
            } catch (ExecutionException refused) {
                throw new KafkaException("The broker has refused an event", refused.getCause());
            }
        }
    }

    private ProducerRecord<String, byte[]> recordOf(OutboxRow row) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(row.topic(), row.key(), row.data().getBytes(StandardCharsets.UTF_8));
        CloudEvent.headers(row.eventId(), source, row.type(), row.key(), row.occurredAt(), row.traceparent())
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    /** At once: whatever is still on the way belongs to the next leader. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** Fails when this replica is not the leader any more. */
    @FunctionalInterface
    interface LeadershipCheck {
        void require() throws SQLException;
    }
}
