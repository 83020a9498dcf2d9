package io.trunkline.dialer.call;

import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.SessionExpires;
import io.trunkline.dialer.sip.Timers.Timer;
import io.trunkline.dialer.sip.UserAgent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Proves that a long call still lives, where the far end wants that to be proven (RFC 4028). */
final class SessionTimer {

    /** An interval of our far end may be below the least that the RFC knows, but must not keep us busy. */
    private static final long SHORTEST = 10;

    private static final long LONGEST = 86_400;
    private static final long MARGIN = 32;
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final UserAgent agent;
    private final Runnable refresh;
    private final Runnable expired;
    private @Nullable Timer refreshing;
    private @Nullable Timer expiring;
    private long seconds;

    /**
     * Does nothing before it is agreed on.
     *
     * @param refresh proves to the far end that we live
     * @param expired the far end has not proven it in time
     */
    SessionTimer(UserAgent agent, Runnable refresh, Runnable expired) {
        this.agent = agent;
        this.refresh = refresh;
        this.expired = expired;
    }

    /** The far end has answered our INVITE or refresh. */
    void restartByAnswer(Headers answer) {
        SessionExpires agreed = SessionExpires.of(answer);
        restart(agreed, agreed == null || !"uas".equals(agreed.refresher()));
    }

    /** A session was set up or refreshed; null if it needs no proof from now on. */
    void restart(@Nullable SessionExpires agreed, boolean weRefresh) {
        stop();
        if (agreed != null) {
            seconds = Math.clamp(agreed.seconds(), SHORTEST, LONGEST);
            if (weRefresh) {
                refreshing = agent.after(Duration.ofMillis(seconds * 500), refresh);
            }
            // RFC 4028, 10: early enough for the BYE to arrive before others forget the call.
            expiring = agent.after(Duration.ofSeconds(seconds - Math.min(MARGIN, seconds / 3)), expired);
        }
    }

    /** The far end wants no interval that is shorter; the next refresh asks for it. */
    void lengthenTo(long shortest) {
        seconds = Math.clamp(shortest, seconds, LONGEST);
    }

    /** A refresh was refused for a reason that may pass. */
    void retry() {
        refreshing = agent.after(RETRY, refresh);
    }

    /** What a refresh says. */
    Headers headers() {
        return Headers.builder()
                .add(Header.SESSION_EXPIRES, seconds + ";refresher=uac")
                .add(Header.MIN_SE, Long.toString(SessionExpires.SHORTEST))
                .build();
    }

    void stop() {
        if (refreshing != null) {
            refreshing.cancel();
        }
        if (expiring != null) {
            expiring.cancel();
        }
    }
}
