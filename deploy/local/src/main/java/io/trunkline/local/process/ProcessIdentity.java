package io.trunkline.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that is known again later, even after its id has gone to another one.
 *
 * @param pid the process id
 * @param started when it began, in a form of this system that only needs to be compared: a word without blanks
 */
public record ProcessIdentity(long pid, String started) {
    /** The fields of /proc/[pid]/stat that follow the command's name: the state comes first, the start is the 20th. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    /** The process of this id; empty if there is none, or if it has ended and only waits to be taken note of. */
    public static Optional<ProcessIdentity> of(long pid) {
        return Files.exists(Path.of("/proc/self/stat")) ? fromProc(pid) : fromHandle(pid);
    }

    /** Whether this very process still runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            // The command's name stands in brackets and may hold anything, brackets and blanks included.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return ended ? Optional.empty() : Optional.of(new ProcessIdentity(pid, boot + "/" + fields[START_TIME]));
        } catch (IOException e) {
            return Optional.empty(); // A process that is gone has no folder any more.
        }
    }

    private static Optional<ProcessIdentity> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(instant -> new ProcessIdentity(pid, instant.toString()));
    }
}
