package io.trunkline.dialer.call;

import org.jspecify.annotations.Nullable;

/** What became of a call, as far as signalling tells. */
public enum Disposition {
    /** Somebody or something took it. */
    ANSWERED,
    BUSY,
    /** It rang and nobody took it in time. */
    NO_ANSWER,
    /** The telephone is off or out of reach, or calls are sent elsewhere. */
    UNAVAILABLE,
    /** There is no such number, or no longer. */
    INVALID_NUMBER,
    /** Whoever is called does not want the call. */
    REJECTED,
    /** Held for an unwanted call by the network or the one who is called (RFC 8197, RFC 8688). */
    BLOCKED,
    /** The gateway does not let us, or not there. */
    GATEWAY_AUTH,
    /** The gateway wants to be paid first. */
    GATEWAY_UNPAID,
    /** There is no way of speaking that both ends know. */
    NO_COMMON_AUDIO,
    /** The gateway has too much to do. */
    CONGESTION,
    /** The gateway is silent or broken: another one may know the way. */
    GATEWAY_FAILED,
    /** We did not want it any more. */
    CANCELLED;

    /**
     * Of a call that was refused. What the telephone network says counts before the status that a gateway makes of it.
     *
     * @param status 300 to 699
     * @param cause of Q.850; null if there is none
     * @param hasRung whether a telephone is known to have rung
     */
    static Disposition of(int status, @Nullable Integer cause, boolean hasRung) {
        if (status == 607 || status == 608) {
            return BLOCKED;
        }
        Disposition told = cause == null ? null : ofCause(cause, hasRung);
        return told == null ? ofStatus(status, hasRung) : told;
    }

    /** Null for causes that say less than the status: 16 (normal), 31 (unspecified), 41 (temporary), 127 (interworking). */
    private static @Nullable Disposition ofCause(int cause, boolean hasRung) {
        return switch (cause) {
            case 1, 3, 22, 28 -> INVALID_NUMBER;
            case 17 -> BUSY;
            case 18, 19 -> NO_ANSWER;
            case 20, 27 -> hasRung ? NO_ANSWER : UNAVAILABLE;
            case 21 -> REJECTED;
            case 34, 42, 44, 47 -> CONGESTION;
            case 38, 102 -> GATEWAY_FAILED;
            case 57 -> GATEWAY_AUTH;
            case 65, 88 -> NO_COMMON_AUDIO;
            default -> null;
        };
    }

    private static Disposition ofStatus(int status, boolean hasRung) {
        return switch (status) {
            case 486, 600 -> BUSY;
            case 408 -> hasRung ? NO_ANSWER : GATEWAY_FAILED;
            case 480 -> hasRung ? NO_ANSWER : UNAVAILABLE;
            case 487 -> UNAVAILABLE;
            case 404, 410, 484, 604 -> INVALID_NUMBER;
            case 401, 403, 407 -> GATEWAY_AUTH;
            case 402 -> GATEWAY_UNPAID;
            case 415, 488, 606 -> NO_COMMON_AUDIO;
            case 503 -> CONGESTION;
            default -> ofClass(status);
        };
    }

    /** Nobody is called again on a doubt: 6xx speaks for the one who is called. */
    private static Disposition ofClass(int status) {
        if (status >= 600) {
            return REJECTED;
        }
        return status < 400 ? UNAVAILABLE : GATEWAY_FAILED;
    }
}
