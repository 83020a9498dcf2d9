package io.trunkline.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service really reads: the placeholders of its properties, over those of the kit, and what its own
 * {@code @ConfigMapping} interfaces ask for.
 */
final class ServiceSources {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();
    private static final Path KIT =
            ROOT.resolve("service-kit/src/main/resources/META-INF/microprofile-config.properties");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:?)([^}]*)");
    private static final Pattern PORT = Pattern.compile("\\$\\{[A-Z_]+_PORT:([0-9]+)}");

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    /**
     * A method of the interface itself, with its default: the formatter indents those of nested ones further, and annotations
     * in front of it as far as itself.
     */
    private static final Pattern MAPPED = Pattern.compile(
            "(?m)(?:^ {4}@WithDefault\\(\"([^\"]*)\"\\)\\n(?: {4}@.*\\n)*)?^ {4}[^\\s@].* ([a-z]\\w*)\\(\\);");
    /** How long answers are waited for at the end, after everything else. */
    private static final Pattern DRAIN =
            Pattern.compile("@WithDefault\\(\"([^\"]+)\"\\)\\s+Duration drainWithin\\(\\);");

    private final Path module;
    private final Properties properties;
    private final boolean hasDatabase;

    private ServiceSources(Path module, Properties properties, boolean hasDatabase) {
        this.module = module;
        this.properties = properties;
        this.hasDatabase = hasDatabase;
    }

    /**
     * A setting by environment.
     *
     * @param standard what holds without it; empty if nothing does
     * @param hasStandard whether the start goes on without it
     */
    record Setting(String name, String standard, boolean hasStandard) {

        /** An address of this machine is right on a laptop only. */
        boolean isRequired() {
            return !hasStandard || standard.contains("localhost");
        }
    }

    static ServiceSources of(String service) {
        Path module = ROOT.resolve("services").resolve(service);
        Path resources = module.resolve("src/main/resources");
        Properties properties = new Properties();
        load(properties, KIT);
        load(properties, resources.resolve("application.properties"));
        return new ServiceSources(module, properties, Files.isDirectory(resources.resolve("db/migration")));
    }

    private static void load(Properties properties, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** By name. The kit's settings of the database count only for who has one. */
    Map<String, Setting> settings() {
        Map<String, Setting> settings = mappedSettings();
        for (String property : properties.stringPropertyNames()) {
            Matcher matcher = PLACEHOLDER.matcher(properties.getProperty(property));
            while (matcher.find()) {
                String name = matcher.group(1);
                if (hasDatabase || !name.startsWith("DB_")) {
                    settings.put(
                            name,
                            new Setting(
                                    name, matcher.group(3), !matcher.group(2).isEmpty()));
                }
            }
        }
        return settings;
    }

    /** Their environment form; what they ask for has a default, or is given by the properties. */
    private Map<String, Setting> mappedSettings() {
        Map<String, Setting> settings = new TreeMap<>();
        for (String source : mappings()) {
            Matcher prefix = MAPPING.matcher(source);
            Matcher method = MAPPED.matcher(source);
            while (prefix.find(0) && method.find()) {
                String name = environmentForm(prefix.group(1) + "." + method.group(2));
                settings.put(name, new Setting(name, Objects.requireNonNullElse(method.group(1), ""), true));
            }
        }
        return settings;
    }

    private List<String> mappings() {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            List<String> sources = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith("Config.java"))
                    .toList()) {
                sources.add(Files.readString(file));
            }
            return sources;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** {@code gateway.tracesRatio} is {@code GATEWAY_TRACES_RATIO}. */
    private static String environmentForm(String property) {
        return property.replaceAll("([A-Z])", "_$1")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }

    /** Where it listens unless told otherwise. */
    int httpPort() {
        return port("quarkus.http.port");
    }

    /** Where metrics are, if they have a port of their own. */
    OptionalInt managementPort() {
        return properties.containsKey("quarkus.management.port")
                ? OptionalInt.of(port("quarkus.management.port"))
                : OptionalInt.empty();
    }

    private int port(String property) {
        Matcher matcher = PORT.matcher(properties.getProperty(property));
        if (!matcher.matches()) {
            throw new IllegalStateException(property + " is not ${<NAME>:<number>}");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** How long it finishes what is at work when it is told to end. */
    Duration shutdownTimeout() {
        Duration drain = mappings().stream()
                .map(DRAIN::matcher)
                .filter(Matcher::find)
                .map(matcher -> Duration.parse(matcher.group(1)))
                .reduce(Duration.ZERO, Duration::plus);
        return Duration.parse("PT" + properties.getProperty("quarkus.shutdown.timeout"))
                .plus(drain);
    }
}
