package io.trunkline.local.process;

import java.time.Duration;

/** Runs things later; tests own it. */
@FunctionalInterface
public interface Scheduler {
    /** Runs {@code task} once, on some other thread, when {@code delay} has passed. */
    void after(Duration delay, Runnable task);
}
