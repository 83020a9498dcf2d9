package io.trunkline.bench.machine;

import io.trunkline.local.archive.ClassArchive;
import io.trunkline.local.kafka.KafkaProcess;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and services of a benchmark, each a process of its own on a free loopback port, services with the
 * settings of production rather than those of {@code suite up}.
 */
public final class Machine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TokenIssuer issuer;
    private final Map<String, String> secrets = new HashMap<>();

    private @Nullable EmbeddedPostgresServer postgres;
    private List<String> kafkaCommand = List.of();
    private @Nullable Child kafka;
    private @Nullable ClassArchive archives;
    private int heap = 256;
    private int kafkaPort;

    public Machine() throws IOException {
        folder = Files.createTempDirectory("trunkline-bench-");
        issuer = new TokenIssuer();
        open.push(issuer);
    }

    /** PostgreSQL with durable settings. */
    public EmbeddedPostgresServer startPostgres() {
        EmbeddedPostgresServer server = EmbeddedPostgresServer.startTemporary();
        open.push(server);
        postgres = server;
        return server;
    }

    /** One broker; returns its bootstrap servers. */
    public String startKafka() throws IOException, InterruptedException {
        kafkaPort = freePort();
        kafkaCommand = List.of(
                java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProcess.class.getName(),
                folder.resolve("kafka").toString(),
                Integer.toString(kafkaPort),
                Integer.toString(freePort()));
        startKafkaAgain();
        return bootstrapServers();
    }

    /** The broker that was killed, with its log and on its port. */
    public void startKafkaAgain() throws IOException, InterruptedException {
        Child broker = Child.start(kafkaCommand, Map.of(), log("kafka"));
        open.push(broker);
        awaitPort(broker, kafkaPort);
        kafka = broker;
    }

    /** kill -9. */
    public void killKafka() throws InterruptedException {
        kafka().kill();
    }

    private Child kafka() {
        return Objects.requireNonNull(kafka, "startKafka comes first");
    }

    private String bootstrapServers() {
        return kafka == null ? "" : "127.0.0.1:" + kafkaPort;
    }

    /** The most heap, in MB, of each service that is started from now on; 256 until then. */
    public void heap(int megabytes) {
        heap = megabytes;
    }

    /** Services that are started from now on leave an archive of their classes when they end in order, and start with it. */
    public void keepClassArchives() {
        archives = new ClassArchive(folder.resolve("archives"));
    }

    /** A service with a database of its own. */
    public Service startWithDatabase(String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        String password = secrets.computeIfAbsent(name + "-db", key -> randomSecret());
        EmbeddedPostgresServer server = Objects.requireNonNull(postgres, "startPostgres comes first");
        server.createDatabase(name, name, password);
        Map<String, String> environment = new HashMap<>(Map.of(
                "DB_HOST", server.host(),
                "DB_PORT", Integer.toString(server.port()),
                "DB_NAME", name,
                "DB_USER", name,
                "DB_PASSWORD", password));
        environment.putAll(settings);
        return start(name, environment);
    }

    /** A service that was packaged by the build; ready when this returns. */
    public Service start(String name, Map<String, String> settings) throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("TOKEN_ISSUER", issuer.name());
        environment.put("SESSIONS_URL", issuer.url());
        environment.putAll(settings);
        Service service = new Service(name, port, command(name), environment);
        open.push(service);
        service.start();
        return service;
    }

    private List<String> command(String name) throws IOException {
        Path program = Path.of("services", name, "target", "quarkus-app");
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xms" + heap / 2 + "m",
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED"));
        if (archives != null) {
            command.addAll(archives.options(name, program));
        }
        command.addAll(List.of("-jar", program.resolve("quarkus-run.jar").toString()));
        return command;
    }

    /** Mints tokens that the services of this machine accept. */
    public TokenIssuer issuer() {
        return issuer;
    }

    public ProcessHandle postgresProcess() {
        return Objects.requireNonNull(postgres, "startPostgres comes first")
                .process()
                .toHandle();
    }

    public ProcessHandle kafkaProcess() {
        return kafka().handle();
    }

    public Path folder() {
        return folder;
    }

    /** The same for the same name, so that a service that is started again finds its own. */
    public String secret(String name) {
        return secrets.computeIfAbsent(name, key -> randomSecret());
    }

    private static String randomSecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Returns when somebody listens there. @throws IOException if the child ends first, or takes too long */
    public static void awaitPort(Child child, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                requirePatience(child, deadline);
            }
        }
    }

    private static void requirePatience(Child child, long deadline) throws IOException, InterruptedException {
        if (!child.isAlive() || System.nanoTime() > deadline) {
            throw new IOException("A server did not start:\n" + child.lastWords());
        }
        Thread.sleep(50);
    }

    @Override
    public void close() throws Exception {
        List<Exception> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** A packaged service that can be killed and started again on its port. */
    public final class Service implements AutoCloseable {

        private final String name;
        private final int port;
        private final List<String> command;
        private final Map<String, String> environment;
        private @Nullable Child child;

        Service(String name, int port, List<String> command, Map<String, String> environment) {
            this.name = name;
            this.port = port;
            this.command = command;
            this.environment = environment;
        }

        /** Returns when the service says that it is ready. */
        public void start() throws IOException, InterruptedException {
            Child started = Child.start(command, environment, log(name));
            child = started;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isReady()) {
                requirePatience(started, deadline);
            }
        }

        private boolean isReady() throws InterruptedException {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        }

        public String url() {
            return "http://127.0.0.1:" + port;
        }

        public int port() {
            return port;
        }

        public ProcessHandle process() {
            return child().handle();
        }

        private Child child() {
            return Objects.requireNonNull(child, "start comes first");
        }

        /** kill -9. */
        public void kill() throws InterruptedException {
            child().kill();
        }

        /** Ends it in order, and starts it again. */
        public void restart() throws IOException, InterruptedException {
            close();
            start();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            child().close();
        }
    }
}
