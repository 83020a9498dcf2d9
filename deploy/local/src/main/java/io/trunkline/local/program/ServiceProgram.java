package io.trunkline.local.program;

import io.trunkline.local.process.Child;
import io.trunkline.local.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service or simulator as a process of its own.
 *
 * @param run the copy that it runs from
 * @param jvm the Java command and its options
 */
record ServiceProgram(ServiceSpec service, Path run, Path log, List<String> jvm) implements Program {
    @Override
    public String name() {
        return service.name();
    }

    @Override
    public int stage() {
        return service.stage();
    }

    @Override
    public int port() {
        return service.port();
    }

    @Override
    public Process start() throws IOException {
        List<String> command = new ArrayList<>(jvm);
        command.add("-jar");
        command.add(run.resolve(service.packaging().jar(service.name())).toString());
        return Child.start(command, run, service.environment(), log);
    }

    @Override
    public boolean isReady() {
        return HealthCheck.isReady(service.port());
    }
}
