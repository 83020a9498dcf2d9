package io.trunkline.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * A real PostgreSQL, a real Kafka and an issuer of tokens for the tests of a service: in containers where a Docker engine
 * answers, embedded otherwise, so the same tests run in both.
 *
 * <p>The argument {@code database=none} leaves PostgreSQL out.
 */
public class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private final Issuer issuer = new Issuer();
    private Servers servers;
    private boolean withDatabase = true;

    @Override
    public void init(Map<String, String> arguments) {
        withDatabase = !"none".equals(arguments.get("database"));
    }

    @Override
    public Map<String, String> start() {
        servers = DockerClientFactory.instance().isDockerAvailable() ? new ContainerServers() : new EmbeddedServers();
        Map<String, String> settings = new HashMap<>(issuer.start());
        settings.put("kafka.bootstrap.servers", servers.startKafka());
        // Nobody waits for an answer when a test's service ends.
        settings.put("quarkus.shutdown.timeout", "0");
        if (withDatabase) {
            settings.putAll(databaseSettings(servers.startDatabase()));
        }
        return settings;
    }

    private static Map<String, String> databaseSettings(Servers.Database database) {
        String place = database.host() + ":" + database.port() + "/" + database.name();
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://" + place,
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + place,
                "quarkus.datasource.username",
                database.user(),
                "quarkus.datasource.password",
                database.password());
    }

    @Override
    public void stop() {
        issuer.stop();
        if (servers != null) {
            servers.stop();
        }
    }
}
