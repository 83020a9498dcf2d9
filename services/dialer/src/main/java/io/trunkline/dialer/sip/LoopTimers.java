package io.trunkline.dialer.sip;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The timers of an event loop. */
public record LoopTimers(EventLoop loop) implements Timers {

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> waiting = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    }
}
