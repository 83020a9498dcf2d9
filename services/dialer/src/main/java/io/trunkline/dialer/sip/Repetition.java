package io.trunkline.dialer.sip;

import io.trunkline.dialer.sip.Timers.Timer;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends a message again and again, at intervals that double (timers A, E and G). */
final class Repetition {

    private final UserAgent agent;
    private final byte[] message;
    private final InetSocketAddress to;
    private final Duration longest;
    private Duration interval;
    private @Nullable Timer timer;

    /** @param longest interval */
    Repetition(UserAgent agent, byte[] message, InetSocketAddress to, Duration longest) {
        this.agent = agent;
        this.message = message;
        this.to = to;
        this.longest = longest;
        this.interval = agent.times().t1();
    }

    Repetition start() {
        timer = agent.after(interval, this::again);
        return this;
    }

    private void again() {
        agent.transmit(message, to);
        Duration doubled = interval.multipliedBy(2);
        interval = doubled.compareTo(longest) < 0 ? doubled : longest;
        start();
    }

    /** From the next one on at the longest interval. */
    void slowDown() {
        interval = longest;
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
