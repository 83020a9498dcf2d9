package io.trunkline.local.program;

import io.trunkline.local.CommandFailure;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the environment says about a run of the suite. */
public final class Settings {
    private final Map<String, String> environment;
    private final Ports ports;

    /**
     * @param environment of the launcher
     * @throws CommandFailure if a setting makes no sense
     */
    public Settings(Map<String, String> environment) {
        this.environment = environment;
        this.ports = new Ports(offset(text("SUITE_PORT_OFFSET").orElse("0")));
    }

    public Ports ports() {
        return ports;
    }

    /** Host of a PostgreSQL server that somebody else runs; empty: the suite runs its own. */
    public Optional<String> externalDatabase() {
        return text("DB_HOST");
    }

    /** Host and port of a Kafka that somebody else runs; empty: the suite runs its own. */
    public Optional<String> externalKafka() {
        return text("KAFKA_BOOTSTRAP_SERVERS");
    }

    public String databaseHost() {
        return externalDatabase().orElse("127.0.0.1");
    }

    public int databasePort() {
        return externalDatabase().isPresent() ? Integer.parseInt(text("DB_PORT").orElse("5432")) : ports.postgres();
    }

    public String kafka() {
        return externalKafka().orElse("127.0.0.1:" + ports.kafka());
    }

    /** Whether services run as in production, without the start-up tricks that cost throughput: for benchmarks. */
    public boolean fullSpeed() {
        return text("SUITE_JVM").orElse("small").equals("full");
    }

    /** A setting that is there and not blank. */
    public Optional<String> text(String name) {
        @Nullable String value = environment.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int offset(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CommandFailure("SUITE_PORT_OFFSET must be a number, not \"" + text + "\"");
        }
    }
}
