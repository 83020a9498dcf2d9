package io.trunkline.dialer.call;

import io.trunkline.dialer.sip.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Timers of a clock that the test moves. */
final class MovedTimers implements Timers {

    private final List<Waiting> waiting = new ArrayList<>();
    private long number;
    private Duration now = Duration.ZERO;

    private record Waiting(long number, Duration at, Runnable task) {}

    @Override
    public Timer after(Duration delay, Runnable task) {
        Waiting timer = new Waiting(number++, now.plus(delay), task);
        waiting.add(timer);
        return () -> waiting.remove(timer);
    }

    /** Runs what is due on the way, in its order. */
    void pass(Duration time) {
        Duration end = now.plus(time);
        Waiting next = earliest();
        while (next != null && next.at().compareTo(end) <= 0) {
            waiting.remove(next);
            now = next.at();
            next.task().run();
            next = earliest();
        }
        now = end;
    }

    private Waiting earliest() {
        return waiting.stream().min(Comparator.comparing(Waiting::at)).orElse(null);
    }

    int size() {
        return waiting.size();
    }
}
