package io.trunkline.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.E164;
import io.trunkline.events.EventJson;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.local.kafka.EmbeddedKafkaServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against a real broker: a command on the bus ends as a text on the telephone. */
class SimulatorsTest {

    private static final String TOPIC = Topic.SMS_PROXY_SEND.topicName();
    private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

    private static EmbeddedKafkaServer kafka;
    private static Simulators simulators;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String telephone = "+4477009" + (10_000 + LAST_NUMBER.incrementAndGet());

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafkaServer.startTemporary();
        createTopic(kafka);
        simulators = simulators(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        simulators.close();
        kafka.close();
        HTTP.close();
    }

    @Test
    void aCommandBecomesAText() throws Exception {
        publish(kafka, command("Your code: 4711"));

        assertThat(texts(simulators, 1)).containsExactly("Your code: 4711");
    }

    @Test
    void aTextInAnyScriptAndOfAnyLengthArrivesWhole() throws Exception {
        String cyrillic = "Ваш код 4711 \uD83D\uDE00. ".repeat(40);

        publish(kafka, command(cyrillic));
        publish(kafka, command("Long. ".repeat(100)));

        assertThat(texts(simulators, 2)).containsExactly("Long. ".repeat(100), cyrillic);
    }

    @Test
    void aRepeatedCommandIsTheSameMessage() throws Exception {
        SendCommand.Requested once = command("Only once");
        publish(kafka, once);
        publish(kafka, once);
        publish(kafka, command("The end"));

        assertThat(texts(simulators, 2)).containsExactly("The end", "Only once");
    }

    @Test
    void whatIsTooLateOrUnreadableIsPassedOver() throws Exception {
        publish(
                kafka,
                new SendCommand.Requested(
                        UUID.randomUUID(),
                        E164.of(telephone),
                        "Too late",
                        SendCommand.Purpose.ONE_TIME_CODE,
                        Instant.now().minusSeconds(1),
                        Instant.now()));
        send(kafka, new ProducerRecord<>(TOPIC, telephone, "no event".getBytes(StandardCharsets.UTF_8)));
        publish(kafka, command("The end"));

        assertThat(texts(simulators, 1)).containsExactly("The end");
    }

    @Test
    void aCommandIsCommittedOnceItWasSent() throws Exception {
        publish(kafka, command("Committed"));

        assertThat(texts(simulators, 1)).containsExactly("Committed");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            patiently().untilAsserted(() -> assertThat(backlog(admin)).isZero());
        }
    }

    @Test
    void startsBeforeTheBrokerAndTheTopic(@TempDir Path home) throws Exception {
        int port;
        int controllerPort;
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = first.getLocalPort();
            controllerPort = second.getLocalPort();
        }
        try (Simulators early = simulators("127.0.0.1:" + port)) {
            assertThat(get(early, "/q/health/ready").statusCode()).isEqualTo(200);

            try (EmbeddedKafkaServer late = EmbeddedKafkaServer.start(home, port, controllerPort)) {
                createTopic(late);
                publish(late, command("At last"));

                assertThat(texts(early, 1)).containsExactly("At last");
            }
        }
    }

    @Test
    void takesTheKilledOnesPlaceBeforeTheBrokerMissesIt() throws Exception {
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.startTemporary()) {
            createTopic(server);
            joinAndVanish(server);
            publish(server, command("No waiting"));

            try (Simulators successor = simulators(server.bootstrapServers())) {
                assertThat(texts(successor, 1)).containsExactly("No waiting");
            }
        }
    }

    /** Who closes under a name of its own does not leave the group: for the broker it lives on, as if it had been killed. */
    private static void joinAndVanish(EmbeddedKafkaServer server) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                server.bootstrapServers(),
                "group.id",
                "smsc-simulator",
                "group.instance.id",
                "smsc-simulator",
                "enable.auto.commit",
                false);
        try (KafkaConsumer<String, byte[]> killed =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            killed.subscribe(List.of(TOPIC));
            patiently().until(() -> {
                killed.poll(Duration.ofMillis(100));
                return !killed.assignment().isEmpty();
            });
        }
    }

    private static Simulators simulators(String bootstrapServers) throws Exception {
        return Simulators.start(new Settings(0, 0, "suite", "secret-8", bootstrapServers), Clock.systemUTC());
    }

    private SendCommand.Requested command(String text) {
        Instant now = Instant.now();
        return new SendCommand.Requested(
                UUID.randomUUID(),
                E164.of(telephone),
                text,
                SendCommand.Purpose.ONE_TIME_CODE,
                now.plus(Duration.ofMinutes(5)),
                now);
    }

    private static void publish(EmbeddedKafkaServer server, SendCommand.Requested command) throws Exception {
        CloudEvent event = new CloudEvent(UUID.randomUUID(), "/trunkline/test", null, command);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, command.key(), event.data());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(server, record);
    }

    private static void send(EmbeddedKafkaServer server, ProducerRecord<String, byte[]> record) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get(20, TimeUnit.SECONDS);
        }
    }

    private static void createTopic(EmbeddedKafkaServer server) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static long backlog(Admin admin) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("smsc-simulator")
                .partitionsToOffsetAndMetadata()
                .get(20, TimeUnit.SECONDS);
        long backlog = 0;
        for (int partition = 0; partition < 3; partition++) {
            TopicPartition of = new TopicPartition(TOPIC, partition);
            long end = admin.listOffsets(Map.of(of, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                    .partitionResult(of)
                    .get(20, TimeUnit.SECONDS)
                    .offset();
            OffsetAndMetadata done = committed.get(of);
            backlog += end - (done == null ? 0 : done.offset());
        }
        return backlog;
    }

    /** What the telephone shows once it has received so many messages, newest first. */
    private List<String> texts(Simulators of, int count) throws Exception {
        patiently().until(() -> messages(of).size() >= count);
        return messages(of).findValuesAsText("text");
    }

    private JsonNode messages(Simulators of) throws Exception {
        String to = URLEncoder.encode(telephone, StandardCharsets.UTF_8);
        return EventJson.MAPPER.readTree(get(of, "/messages?to=" + to).body());
    }

    private static HttpResponse<String> get(Simulators of, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + of.pagePort() + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
