package io.trunkline.smsproxy.carrier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a carrier has not taken a message. Expected, so it has no stack trace. */
public final class CarrierFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What a failure means for the message. */
    public enum Kind {
        /** It will never be taken: a bad number, a text that breaks a rule. */
        REJECTED,
        /** It will never be taken, because the recipient has told this carrier to stop. */
        OPTED_OUT,
        /** It was certainly not taken, and may be later. */
        BUSY,
        /** Nothing was certainly taken of this and whatever comes next, until the pause is over: a throttled account. */
        THROTTLED,
        /** It may have been taken: the link broke, or no answer came in time. Sending it again may deliver it twice. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration pause;

    private CarrierFailure(Kind kind, String code, String reason, @Nullable Duration pause, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.kind = kind;
        this.code = code;
        this.pause = pause;
    }

    public static CarrierFailure rejected(String code, String reason) {
        return new CarrierFailure(Kind.REJECTED, code, reason, null, null);
    }

    public static CarrierFailure optedOut(String code, String reason) {
        return new CarrierFailure(Kind.OPTED_OUT, code, reason, null, null);
    }

    /** @param pause how long to wait; null if the carrier does not say */
    public static CarrierFailure busy(String code, String reason, @Nullable Duration pause) {
        return new CarrierFailure(Kind.BUSY, code, reason, pause, null);
    }

    /** @param pause how long to wait; null if the carrier does not say */
    public static CarrierFailure throttled(String code, String reason, @Nullable Duration pause) {
        return new CarrierFailure(Kind.THROTTLED, code, reason, pause, null);
    }

    public static CarrierFailure unknown(String code, String reason, @Nullable Throwable cause) {
        return new CarrierFailure(Kind.UNKNOWN, code, reason, null, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** The carrier's own code, such as {@code 0x0000000b} or {@code 21610}; kept with the message. */
    public String code() {
        return code;
    }

    public @Nullable Duration pause() {
        return pause;
    }

    /** Written for the sender of the message: no numbers, no text. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
