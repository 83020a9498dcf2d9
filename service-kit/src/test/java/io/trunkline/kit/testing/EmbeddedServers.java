package io.trunkline.kit.testing;

import io.trunkline.local.kafka.EmbeddedKafkaServer;
import io.trunkline.local.postgres.EmbeddedPostgresServer;

/** Without Docker: the servers that the launcher embeds, in temporary folders. */
class EmbeddedServers implements Servers {

    private EmbeddedKafkaServer kafka;
    private EmbeddedPostgresServer postgres;

    @Override
    public String startKafka() {
        kafka = EmbeddedKafkaServer.startTemporary();
        return kafka.bootstrapServers();
    }

    @Override
    public Database startDatabase() {
        postgres = EmbeddedPostgresServer.startTemporary();
        postgres.createDatabase("test", "test", "test");
        return new Database(postgres.host(), postgres.port(), "test", "test", "test");
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
