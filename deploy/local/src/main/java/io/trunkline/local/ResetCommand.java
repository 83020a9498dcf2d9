package io.trunkline.local;

import io.trunkline.local.folder.FolderTree;
import io.trunkline.local.process.ProcessesFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;

/** Deletes all state of the suite. */
final class ResetCommand {
    private final SuiteFolder folder;
    private final PrintStream out;

    ResetCommand(SuiteFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    void run() throws IOException {
        if (Files.exists(folder.state())) {
            try (SuiteLock lock = SuiteLock.acquire(folder.lock()).orElseThrow(ResetCommand::running)) {
                requireNothingLeft();
                FolderTree.delete(folder.state());
            }
        }
        out.println("All state is gone: the next ./suite up starts from nothing");
    }

    private void requireNothingLeft() {
        boolean left = new ProcessesFile(folder.processes())
                .entries().stream().anyMatch(entry -> entry.process().isAlive());
        if (left) {
            throw running();
        }
    }

    private static CommandFailure running() {
        return new CommandFailure("The suite is running: stop it first with ./suite down");
    }
}
