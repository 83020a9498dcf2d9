package io.trunkline.kit.bus;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.events.Topic;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the topics of the contract that the broker does not have yet, before anything publishes or subscribes. */
@ApplicationScoped
class TopicsAtStart {

    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    private final TopicConfig config;
    private final String bootstrapServers;

    TopicsAtStart(TopicConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.config = config;
        this.bootstrapServers = bootstrapServers;
    }

    void create(@Observes @Priority(1) StartupEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!config.create()) {
            return;
        }
        try (Admin admin = Admin.create(settings())) {
            Set<String> present =
                    admin.listTopics().names().get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .flatMap(this::withDeadLetters)
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                awaitCreation(creation);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                config.patience().toMillis());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    private void awaitCreation(KafkaFuture<Void> creation)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            creation.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            boolean anotherServiceWasFaster = failed.getCause() instanceof TopicExistsException;
            if (!anotherServiceWasFaster) {
                throw failed;
            }
        }
    }

    private Stream<NewTopic> withDeadLetters(Topic topic) {
        return Stream.of(
                newTopic(topic.topicName(), topic.retention()),
                newTopic(topic.deadLetterName(), new Topic.Retention(false, DEAD_LETTERS_KEPT)));
    }

    private NewTopic newTopic(String name, Topic.Retention retention) {
        return new NewTopic(name, config.partitions(), config.replicas()).configs(settingsOf(retention));
    }

    private static Map<String, String> settingsOf(Topic.Retention retention) {
        Map<String, String> settings = new HashMap<>();
        Duration time = retention.time();
        settings.put("cleanup.policy", String.join(",", retention.cleanupPolicies()));
        settings.put("retention.ms", time == null ? "-1" : Long.toString(time.toMillis()));
        return settings;
    }
}
