package io.trunkline.simulators.delivery;

import io.trunkline.events.CloudEvent;
import io.trunkline.events.CloudEvent.MalformedEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code sms-proxy.send} and sends each message once. A command counts as done, and is committed, when the SMS centre
 * has answered; until then it is tried again, for as long as its text is worth anything.
 */
public final class SendCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SendCommands.class);
    private static final String GROUP = "smsc-simulator";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 10_000;

    private final String bootstrapServers;
    private final SmppSender sender;
    private final Clock clock;
    private final Thread thread = Thread.ofPlatform().name("send-commands").unstarted(this::run);
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** Messages that were sent: their commands may come again. Only the consumer's thread looks at it. */
    private final SequencedSet<UUID> sent = new LinkedHashSet<>();

    public SendCommands(String bootstrapServers, SmppSender sender, Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.sender = sender;
        this.clock = clock;
    }

    /** Starts to read, as soon as there is a broker and the topic. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!isStopping()) {
            KafkaConsumer<String, byte[]> consumer = newConsumer();
            try {
                consumer.subscribe(List.of(Topic.SMS_PROXY_SEND.topicName()));
                consume(consumer);
            } catch (KafkaException failure) {
                LOG.warn("Commands cannot be read, next try in {}: {}", RETRY, failure.getMessage());
            } finally {
                consumer.close(CloseOptions.timeout(STOP_PATIENCE));
            }
            pause();
        }
    }

    private void consume(KafkaConsumer<String, byte[]> consumer) {
        while (!isStopping()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            boolean allSent = true;
            for (TopicPartition partition : records.partitions()) {
                allSent &= sendAll(consumer, partition, records.records(partition), done);
            }
            if (!done.isEmpty()) {
                consumer.commitSync(done);
            }
            if (!allSent) {
                pause();
            }
        }
    }

    /** Stops at the first command that cannot be carried out, and makes the next poll begin with it. */
    private boolean sendAll(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> done) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                take(record);
                done.put(partition, new OffsetAndMetadata(record.offset() + 1));
            } catch (NotSent failure) {
                LOG.warn("The SMS centre does not take messages, next try in {}: {}", RETRY, failure.getMessage());
                consumer.seek(partition, record.offset());
                return false;
            }
        }
        return true;
    }

    private void take(ConsumerRecord<String, byte[]> record) throws NotSent {
        try {
            CloudEvent event = CloudEvent.read(headersOf(record), record.value());
            if (event != null && event.event() instanceof SendCommand.Requested request) {
                carryOut(request);
            }
        } catch (MalformedEvent malformed) {
            LOG.error("Passed over offset {} of {}: {}", record.offset(), record.topic(), malformed.getMessage());
        }
    }

    private void carryOut(SendCommand.Requested request) throws NotSent {
        if (sent.contains(request.messageId())) {
            return;
        }
        if (!clock.instant().isBefore(request.expiresAt())) {
            LOG.info("Too late to be sent: {}", request);
            return;
        }
        sender.send(request.to(), request.text());
        LOG.info("Sent: {}", request);
        sent.add(request.messageId());
        if (sent.size() > MOST_REMEMBERED) {
            sent.removeFirst();
        }
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    private KafkaConsumer<String, byte[]> newConsumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // There is only one: with a name of its own it takes the place of a killed predecessor at once, and need not
        // wait
        // for the 45 seconds after which the broker would miss that one.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The topic may come later than this program: it is looked for often.
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 1_000);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            stopping.countDown();
        }
    }

    /** Finishes the command at hand. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
