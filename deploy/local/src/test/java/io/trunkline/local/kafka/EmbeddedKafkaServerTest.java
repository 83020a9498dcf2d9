package io.trunkline.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaServerTest {
    @Test
    void keepsRecordsOverAStopAndServesThemOnTheLoopbackAddress(@TempDir Path home) throws Exception {
        int port;
        int controllerPort;
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = first.getLocalPort();
            controllerPort = second.getLocalPort();
        }
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(home, port, controllerPort)) {
            createTopic(server, "kept");
            send(server, "kept", "one");
        }

        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(home, port, controllerPort)) {
            send(server, "kept", "two");

            assertThat(server.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(read(server, "kept", 2)).containsExactly("one", "two");
        }
    }

    @Test
    void createsNoTopicByAccident() throws Exception {
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.startTemporary();
                Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            assertThatThrownBy(() -> send(server, "misspelt", "lost")).isInstanceOf(ExecutionException.class);
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).doesNotContain("misspelt");
        }
    }

    private static void createTopic(EmbeddedKafkaServer server, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void send(EmbeddedKafkaServer server, String topic, String text) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers(), "max.block.ms", 1000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, text)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(EmbeddedKafkaServer server, String topic, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> texts = new ArrayList<>();
            for (int round = 0; round < 20 && texts.size() < count; round++) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach((ConsumerRecord<String, String> r) -> texts.add(r.value()));
            }
            return texts;
        }
    }
}
