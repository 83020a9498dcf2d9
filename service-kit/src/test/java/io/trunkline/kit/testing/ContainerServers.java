package io.trunkline.kit.testing;

import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** With Docker: the official images, of the versions that the embedded servers have. */
class ContainerServers implements Servers {

    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka-native:4.1.1"));
    private final PostgreSQLContainer<?> postgres = new PostgreSQLContainer<>(DockerImageName.parse("postgres:18.4"));

    @Override
    public String startKafka() {
        kafka.start();
        return kafka.getBootstrapServers();
    }

    @Override
    public Database startDatabase() {
        postgres.start();
        return new Database(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                postgres.getDatabaseName(),
                postgres.getUsername(),
                postgres.getPassword());
    }

    @Override
    public void stop() {
        kafka.stop();
        postgres.stop();
    }
}
