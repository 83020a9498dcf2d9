package io.trunkline.local;

import io.trunkline.local.process.ProcessesFile;
import io.trunkline.local.process.Signal;
import io.trunkline.local.process.Termination;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops the suite, or what a killed launcher left of it. */
final class DownCommand {
    /** The launcher gives each of its three stages 30 seconds. */
    private static final Duration LAUNCHER_PATIENCE = Duration.ofSeconds(100);

    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(30);

    private final SuiteFolder folder;
    private final PrintStream out;

    DownCommand(SuiteFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    void run() throws IOException {
        folder.create();
        stopLauncher();
        // The launcher has gone, or there was none: the lock is ours now, and what is still noted is left over.
        try (SuiteLock lock = SuiteLock.acquire(folder.lock()).orElseThrow(DownCommand::startedAgain)) {
            List<String> ended = new ProcessesFile(folder.processes()).endLeftovers(LEFTOVER_PATIENCE);
            out.println(ended.isEmpty() ? "The suite is down" : "Stopped what was left: " + String.join(", ", ended));
        }
    }

    private void stopLauncher() throws IOException {
        Optional<ProcessesFile.Entry> launcher = new ProcessesFile(folder.processes())
                .entries().stream()
                        .filter(entry -> entry.name().equals(Launcher.NAME))
                        .findFirst();
        if (launcher.isPresent()) {
            Termination.end(launcher.get().process(), Signal.TERM, LAUNCHER_PATIENCE);
        }
    }

    private static CommandFailure startedAgain() {
        return new CommandFailure("A suite is just starting here: try again when it is ready");
    }
}
