package io.trunkline.local.program;

import io.trunkline.local.kafka.KafkaProcess;
import io.trunkline.local.process.Child;
import io.trunkline.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The suite's own Kafka broker, in a Java process with the launcher's class path. */
record KafkaProgram(Path home, Path log, int port, int controllerPort, List<String> options) implements Program {
    private static final int HEAP = 160;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int stage() {
        return 0;
    }

    @Override
    public Process start() throws IOException {
        Files.createDirectories(home);
        List<String> command = new ArrayList<>(JavaCommand.small(HEAP));
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KafkaProcess.class.getName()));
        command.addAll(List.of(home.toString(), "" + port, "" + controllerPort));
        return Child.start(command, home, Map.of(), log);
    }

    @Override
    public boolean isReady() {
        return HealthCheck.isListening(port);
    }
}
