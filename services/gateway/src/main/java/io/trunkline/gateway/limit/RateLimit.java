package io.trunkline.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import io.trunkline.gateway.GatewayConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket for each client: {@code requests} at once, filled up evenly over {@code window}.
 *
 * <p>A bucket is one number, the moment at which it will be full again. A request moves that moment by the time that one
 * request takes to fill up, and is refused if it would then be further away than a window. So there is nothing to fill and
 * nothing to lock.
 */
public final class RateLimit {

    private static final long SECOND = 1_000_000_000;

    private final String name;
    private final String policy;
    private final long window;
    private final long interval;
    private final GatewayConfig.Key key;
    private final Cache<Object, AtomicLong> fullAgain;
    private final LongSupplier nanoTime;

    RateLimit(
            String name,
            long requests,
            Duration window,
            GatewayConfig.Key key,
            Cache<Object, AtomicLong> fullAgain,
            LongSupplier nanoTime) {
        this.name = name;
        this.policy = '"' + name + "\";q=" + requests + ";w=" + Math.max(1, window.toSeconds());
        this.interval = Math.max(1, window.toNanos() / requests);
        this.window = interval * requests;
        this.key = key;
        this.fullAgain = fullAgain;
        this.nanoTime = nanoTime;
    }

    /**
     * What a client may still do.
     *
     * @param allowed whether this request is within the limit
     * @param remaining requests that may follow at once
     * @param resetSeconds until the bucket is full again
     * @param retrySeconds until the next request is allowed; 0 if it is now
     */
    public record Verdict(boolean allowed, long remaining, long resetSeconds, long retrySeconds) {}

    /** Takes one request out of the client's bucket, unless it is empty. */
    public Verdict take(Object client) {
        AtomicLong bucket = fullAgain.get(client, unknown -> new AtomicLong(nanoTime.getAsLong()));
        while (true) {
            long now = nanoTime.getAsLong();
            long before = bucket.get();
            // Differences only: the clock may run through the end of its numbers.
            long owed = Math.max(0, before - now);
            if (owed + interval > window) {
                return new Verdict(false, 0, seconds(owed), seconds(owed + interval - window));
            }
            if (bucket.compareAndSet(before, now + owed + interval)) {
                return new Verdict(true, (window - owed - interval) / interval, seconds(owed + interval), 0);
            }
        }
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }

    /** Whether a client is always its address, even if a token names an account. */
    public boolean isByAddress() {
        return key == GatewayConfig.Key.ADDRESS;
    }

    /** The value of {@code RateLimit-Policy} (IETF draft "RateLimit header fields for HTTP"). */
    public String policy() {
        return policy;
    }

    /** The value of {@code RateLimit}, of the same draft. */
    public String state(Verdict verdict) {
        return '"' + name + "\";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds();
    }
}
