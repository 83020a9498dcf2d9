package io.trunkline.local.kafka;

import java.io.IOException;
import java.nio.file.Path;

/** The broker as a process of its own: {@code KafkaProcess <home> <port> <controller port>}. */
public final class KafkaProcess {
    private KafkaProcess() {}

    /** Runs until the process is told to end (SIGTERM), then closes the log in order. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedKafkaServer server = EmbeddedKafkaServer.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "kafka-stop"));
        server.awaitEnd();
    }
}
