package io.trunkline.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes: in order if they listen, by force if not. */
public final class Termination {
    private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

    private Termination() {}

    /**
     * Asks the process to end and waits for it; kills it when {@code patience} is over. Does nothing if that process has
     * gone already, even if its id lives on.
     *
     * @return whether it ended by itself
     */
    public static boolean end(ProcessIdentity process, Signal signal, Duration patience) throws IOException {
        if (!process.isAlive()) {
            return true;
        }
        String pid = Long.toString(process.pid());
        new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal.name(), pid)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (awaitEnd(process, patience)) {
            return true;
        }
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(process, AFTER_FORCE);
        return false;
    }

    /** Polls, because only a process's parent is told of its end, and leftovers have another parent. */
    private static boolean awaitEnd(ProcessIdentity process, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while process " + process.pid() + " was ending", e);
            }
        }
        return true;
    }
}
