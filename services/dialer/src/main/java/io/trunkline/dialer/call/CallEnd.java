package io.trunkline.dialer.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call has ended.
 *
 * @param by who ended it
 * @param status the last final status of its INVITE; 0 if there was none
 * @param reason the phrase that came with it, as the far end wrote it; empty if there was none
 * @param cause of Q.850, which a gateway may add when it refuses a call or hangs up; null if it did not
 * @param retryAfter for how long the gateway wants to be left alone; null if it does not say
 */
public record CallEnd(
        Disposition disposition,
        Party by,
        int status,
        String reason,
        @Nullable Integer cause,
        @Nullable Duration retryAfter) {

    /** An end of a call. */
    public enum Party {
        US,
        FAR_END
    }
}
