package io.trunkline.local.process;

import java.io.IOException;
import java.nio.file.Path;

/** Something that runs as a child process and can be started again after a crash. */
public interface Program {
    /** A single word, unique in the suite. */
    String name();

    /** Programs of a higher stage are started later and stopped earlier. */
    int stage();

    /** Where it answers. */
    int port();

    /** Where its output goes. */
    Path log();

    /** How it is asked to end. */
    default Signal signal() {
        return Signal.TERM;
    }

    /** Starts it; may return before it serves. Called by one thread at a time. */
    Process start() throws IOException;

    /** Whether it serves now. Returns false rather than fail. */
    boolean isReady();
}
