package io.trunkline.local.postgres;

import io.trunkline.local.process.ProcessIdentity;
import io.trunkline.local.process.Signal;
import io.trunkline.local.process.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The server process of a data folder, whoever started it. */
final class Postmaster {
    /** A fast shutdown writes a checkpoint; past this the server is killed, and recovers at its next start. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private Postmaster() {}

    /**
     * Stops a server that its starter left behind (kill -9), and removes a lock file that names a process which is not
     * this folder's server: PostgreSQL would refuse to start if that id has gone to another process of the same user.
     */
    static void stopLeftover(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        Optional<ProcessHandle> leftover = processIn(lock);
        if (leftover.isPresent() && serves(leftover.get(), data)) {
            stop(leftover.get().pid());
        }
        Files.deleteIfExists(lock);
    }

    /** Ends the connections, writes a checkpoint and returns when the process is gone; kills it after 20 seconds. */
    static void stop(long pid) throws IOException {
        Optional<ProcessIdentity> postmaster = ProcessIdentity.of(pid);
        if (postmaster.isPresent()) {
            Termination.end(postmaster.get(), Signal.INT, STOP_TIMEOUT);
        }
    }

    private static Optional<ProcessHandle> processIn(Path lock) throws IOException {
        String pid = Files.readString(lock).lines().findFirst().orElse("").strip();
        return pid.matches("[0-9]{1,9}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    /** Whether the process is the server of this folder and not one that got its id later. */
    private static boolean serves(ProcessHandle process, Path data) throws IOException {
        Path workingFolder = Path.of("/proc", "" + process.pid(), "cwd");
        if (Files.exists(workingFolder)) {
            return workingFolder.toRealPath().equals(data.toRealPath());
        }
        return process.info().command().orElse("").endsWith("/postgres");
    }
}
