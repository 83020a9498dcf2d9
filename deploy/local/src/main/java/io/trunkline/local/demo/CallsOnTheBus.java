package io.trunkline.local.demo;

import io.trunkline.events.CloudEvent;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.dialer.CallEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells of calls as the dialer does, which is not part of the suite yet. */
final class CallsOnTheBus implements Calls {

    private static final E164 LINE = E164.of("+447700900999");
    private static final int PATIENCE_SECONDS = 10;

    private final String bootstrapServers;

    CallsOnTheBus(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public String made(String account, String to, int seconds) {
        UUID call = UUID.randomUUID();
        // It has not been that long since the tariff is in force: nobody wants to wait for the call.
        Instant start = Instant.now();
        Instant end = start.plusSeconds(seconds);
        publish(new CallEvent.Completed(
                call,
                UUID.fromString(account),
                null,
                LINE,
                E164.of(to),
                start,
                start,
                end,
                seconds,
                CallEvent.Disposition.ANSWERED,
                end));
        return call.toString();
    }

    private void publish(Event event) {
        CloudEvent told = new CloudEvent(UUID.randomUUID(), "/trunkline/demo", null, event);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(event.topic().topicName(), event.key(), told.data());
        told.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new Difference(
                    "Expected the bus at %s to take a call's record (%s)".formatted(bootstrapServers, failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Difference("Interrupted while the bus took a call's record");
        }
    }
}
