package io.trunkline.kit.auth;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.CloudEvent.MalformedEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.kit.bus.Records;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that have ended while access tokens of theirs may still be valid.
 *
 * <p>Every replica of every service reads all of {@code sessions.session}, from as far back as a token can live, into its
 * own memory. So it is no member of a consumer group (nothing is shared, nothing is committed), which is why it is a plain
 * consumer on a thread of its own and not a channel.
 */
@ApplicationScoped
public class RevokedSessions {

    private static final Logger LOG = Logger.getLogger(RevokedSessions.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AuthConfig config;
    private final Clock clock;
    private final String bootstrapServers;
    /** Session to the moment after which no token of it can be valid. */
    private final Map<UUID, Instant> forgettable = new ConcurrentHashMap<>();

    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "revoked-sessions");
    private volatile boolean caughtUp;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;

    RevokedSessions(
            AuthConfig config, Clock clock, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.config = config;
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    /** A consumer that is interrupted complains while it closes; one that is woken up does not. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        KafkaConsumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Whether every token of this session is worthless. */
    public boolean contains(UUID session) {
        return forgettable.containsKey(session);
    }

    /** Calls the listener, on the reader's thread, for each session that ends from now on. It must not block. */
    public void whenRevoked(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    /** Whether everything that was revoked before the start is known. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    private void run() {
        while (!stopping) {
            try (KafkaConsumer<String, byte[]> consumer = newConsumer()) {
                reading = consumer;
                read(consumer);
            } catch (WakeupException ended) {
                return;
            } catch (KafkaException failure) {
                LOG.warnf(failure, "Revoked sessions cannot be read; next try in %s", RETRY);
            }
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private KafkaConsumer<String, byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "revoked-sessions",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        // A revocation should not wait for others to travel with it.
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        1),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        seekBack(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        while (!stopping) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(caughtUp ? POLL : Duration.ofMillis(50))) {
                take(record);
            }
            caughtUp = caughtUp
                    || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            forgetOld();
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(Topic.SESSIONS_SESSION.topicName(), PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void seekBack(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        long since = clock.instant().minus(config.revocationsKept()).toEpochMilli();
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times, PATIENCE);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            CloudEvent event = Records.read(record);
            if (event != null && event.event() instanceof SessionEvent.Revoked revoked) {
                remember(revoked);
            }
        } catch (MalformedEvent malformed) {
            // Other services put such a record on the dead-letter topic; here there is nothing to do but go on.
            LOG.errorf("Passed over offset %d of %s: %s", record.offset(), record.topic(), malformed.getMessage());
        }
    }

    private void remember(SessionEvent.Revoked revoked) {
        Instant from = revoked.at().isAfter(clock.instant()) ? revoked.at() : clock.instant();
        boolean isNew = forgettable.put(revoked.sessionId(), from.plus(config.revocationsKept())) == null;
        if (isNew) {
            listeners.forEach(listener -> listener.accept(revoked.sessionId()));
        }
    }

    private void forgetOld() {
        Instant now = clock.instant();
        forgettable.values().removeIf(now::isAfter);
    }
}
