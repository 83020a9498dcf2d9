package io.trunkline.local.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until the test moves it; what is due then runs on the test's thread. */
final class ManualScheduler extends Clock implements Scheduler {
    private record Due(Instant at, Runnable task) {}

    private final List<Due> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        waiting.add(new Due(now.plus(delay), task));
    }

    /** Runs what is due now, and what that makes due at once. */
    void run() {
        move(Duration.ZERO);
    }

    /** Lets time pass in one step. */
    void move(Duration time) {
        synchronized (this) {
            now = now.plus(time);
        }
        for (Runnable task = nextDue(); task != null; task = nextDue()) {
            task.run();
        }
    }

    /** How long until the earliest waiting task. */
    synchronized Duration nextIn() {
        return waiting.stream()
                .map(due -> Duration.between(now, due.at()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty();
    }

    private synchronized Runnable nextDue() {
        Due next = waiting.stream()
                .filter(due -> !due.at().isAfter(now))
                .min(Comparator.comparing(Due::at))
                .orElse(null);
        waiting.remove(next);
        return next == null ? null : next.task();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
