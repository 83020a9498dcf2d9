package io.trunkline.local.kafka;

import io.trunkline.local.folder.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and controller in this Java process, listening on 127.0.0.1 only. Topics are never made by accident: who
 * needs one creates it with the admin client.
 */
public final class EmbeddedKafkaServer implements AutoCloseable {
    /** Kept here, since a logger that nobody holds is collected together with its level. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("kafka"), Logger.getLogger("org.apache.kafka"), Logger.getLogger("state.change.logger"));

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable TemporaryFolder temporary;

    private EmbeddedKafkaServer(KafkaRaftServer server, int port, @Nullable TemporaryFolder temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts a broker with an empty log on free ports; its data is deleted when it is closed. Nothing below a warning is
     * logged, and no fault of the broker ends this process.
     *
     * @throws UncheckedIOException if the broker does not start
     */
    public static EmbeddedKafkaServer startTemporary() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        Exit.setExitProcedure((status, message) -> refuseToExit(message));
        Exit.setHaltProcedure((status, message) -> refuseToExit(message));
        try {
            TemporaryFolder folder = TemporaryFolder.create("trunkline-kafka-", abandoned -> {});
            int[] ports = freePorts();
            return start(folder.path(), ports[0], ports[1], folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka does not start", e);
        }
    }

    /**
     * Starts the broker whose log is in {@code home}, creating it at the first time. Returns when clients are served.
     *
     * @param port where clients connect: 1 to 65535, free on 127.0.0.1
     * @param controllerPort where the broker speaks to its own controller: another free port
     * @throws IOException if the log's folder cannot be set up
     */
    public static EmbeddedKafkaServer start(Path home, int port, int controllerPort) throws IOException {
        return start(home, port, controllerPort, null);
    }

    private static EmbeddedKafkaServer start(
            Path home, int port, int controllerPort, @Nullable TemporaryFolder temporary) throws IOException {
        Files.createDirectories(home);
        Properties settings = settings(home.resolve("data"), port, controllerPort);
        if (!Files.exists(home.resolve("data/meta.properties"))) {
            format(home, settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafkaServer(server, port, temporary);
    }

    /** Host and port for a client's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Returns when the broker has stopped, by {@link #close()} or by a fault of its own. */
    public void awaitEnd() {
        server.awaitShutdown();
    }

    /** Stops the broker and waits for its end; closing again does nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        try {
            if (temporary != null) {
                temporary.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's folder cannot be deleted", e);
        }
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", data.toAbsolutePath().toString());
        settings.setProperty("auto.create.topics.enable", "false");
        // One node: nothing can be kept twice.
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        // Waiting for more members is for large groups; here it only delays every start by 3 seconds.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Sized for a laptop: the defaults take 128 MB for the cleaner alone.
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        settings.setProperty("num.network.threads", "1");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("background.threads", "2");
        return settings;
    }

    private static void format(Path home, Properties settings) throws IOException {
        Path file = home.resolve("format.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        int status = StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
        Files.delete(file);
        if (status != 0) {
            throw new IOException("Kafka's log cannot be formatted: " + output.toString(StandardCharsets.UTF_8));
        }
    }

    /** Two at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {broker.getLocalPort(), controller.getLocalPort()};
        }
    }

    private static void refuseToExit(@Nullable String message) {
        throw new IllegalStateException("Kafka wanted to end the process: " + message);
    }
}
