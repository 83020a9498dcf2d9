package io.trunkline.dialer.sip;

import java.time.Duration;

/** Runs something later, on the event loop. */
public interface Timers {

    /** The task runs once, unless it is cancelled before. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits. */
    interface Timer {

        /** Nothing happens if the task has run. */
        void cancel();
    }
}
