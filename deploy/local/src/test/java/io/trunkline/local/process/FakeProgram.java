package io.trunkline.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program made of a shell command; ready when the test says so. */
class FakeProgram implements Program {
    private final String name;
    private final int stage;
    private final Path log;
    private final String command;
    final List<Process> started = new ArrayList<>();
    volatile boolean ready = true;

    FakeProgram(String name, int stage, Path folder, String command) {
        this.name = name;
        this.stage = stage;
        this.log = folder.resolve(name + ".log");
        this.command = command;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int stage() {
        return stage;
    }

    @Override
    public int port() {
        return 1;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized Process start() throws IOException {
        Process process = Child.start(List.of("sh", "-c", command), log.getParent(), Map.of(), log);
        started.add(process);
        return process;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    Process last() {
        return started.getLast();
    }
}
