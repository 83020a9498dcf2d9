package io.trunkline.dialer.sip;

import java.time.Duration;

/**
 * How long is waited (RFC 3261, 17.1.1.1).
 *
 * @param t1 what an answer needs at most when all is well: after this a request is sent again
 * @param t2 the longest time between two sendings of a request other than INVITE
 * @param t4 how long a message can stay in the network
 * @param timerB after which an INVITE without any answer has failed; shorter than 64 times T1 where another gateway
 *     stands by
 */
public record SipTimes(Duration t1, Duration t2, Duration t4, Duration timerB) {

    /** The times of the RFC. */
    public static final SipTimes STANDARD =
            new SipTimes(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(32));

    private static final int LIFE = 64;

    /** Timers D, F, H, J, L and M: after this nothing more of a transaction is to come. */
    public Duration life() {
        return t1.multipliedBy(LIFE);
    }

    /** Shorter or longer to wait for a gateway that says nothing. */
    public SipTimes withTimerB(Duration longest) {
        return new SipTimes(t1, t2, t4, longest);
    }
}
