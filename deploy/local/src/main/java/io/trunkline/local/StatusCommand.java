package io.trunkline.local;

import io.trunkline.local.process.ProcessMemory;
import io.trunkline.local.process.ProcessesFile;
import io.trunkline.local.program.HealthCheck;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows what runs. */
final class StatusCommand {
    private static final String ROW = "%-12s %8s %6s  %-9s %10s %10s  %s%n";
    private static final int OWN_STAGES = 0;

    private final SuiteFolder folder;
    private final PrintStream out;

    StatusCommand(SuiteFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Returns whether everything that should run does, and is well. */
    boolean run() {
        List<ProcessesFile.Entry> entries = new ProcessesFile(folder.processes()).entries();
        if (entries.stream().noneMatch(entry -> entry.process().isAlive())) {
            out.println("The suite is down");
            return false;
        }
        out.printf(ROW, "name", "pid", "port", "health", "MB (PSS)", "MB (RSS)", "up");
        boolean well = true;
        for (ProcessesFile.Entry entry : entries) {
            String health = health(entry);
            well &= health.equals("ready");
            print(entry, health);
        }
        return well;
    }

    private void print(ProcessesFile.Entry entry, String health) {
        Optional<ProcessHandle> process = ProcessHandle.of(entry.process().pid())
                .filter(handle -> entry.process().isAlive());
        ProcessMemory memory = process.map(handle -> memory(entry, handle)).orElse(new ProcessMemory(0, 0));
        out.printf(
                ROW,
                entry.name(),
                entry.process().pid(),
                entry.port() == 0 ? "" : entry.port(),
                health,
                ProcessMemory.megabytes(memory.shared()),
                ProcessMemory.megabytes(memory.resident()),
                process.flatMap(handle -> handle.info().startInstant())
                        .map(StatusCommand::uptime)
                        .orElse("-"));
    }

    /** PostgreSQL's children are part of it; the launcher's have rows of their own. */
    private static ProcessMemory memory(ProcessesFile.Entry entry, ProcessHandle process) {
        return entry.stage() < OWN_STAGES ? ProcessMemory.of(process) : ProcessMemory.ofTree(process);
    }

    private static String health(ProcessesFile.Entry entry) {
        if (!entry.process().isAlive()) {
            return "gone";
        }
        boolean ready =
                switch (entry.stage()) {
                    case -1 -> true;
                    case 0 -> HealthCheck.isListening(entry.port());
                    default -> HealthCheck.isReady(entry.port());
                };
        return ready ? "ready" : "not ready";
    }

    private static String uptime(Instant start) {
        Duration time = Duration.between(start, Instant.now());
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
