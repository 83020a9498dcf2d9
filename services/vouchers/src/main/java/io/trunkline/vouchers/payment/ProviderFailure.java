package io.trunkline.vouchers.payment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a provider has not done what it was asked for. Expected, so it has no stack trace. */
public final class ProviderFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What a failure means. */
    public enum Kind {
        /** It was not done, and never will be. */
        REJECTED,
        /** It was certainly not done, and may be later. */
        BUSY,
        /** It may have been done: the connection broke, or the answer made no sense or came too late. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration pause;

    private ProviderFailure(Kind kind, String code, @Nullable Duration pause, @Nullable Throwable cause) {
        super(kind + " " + code, cause, false, false);
        this.kind = kind;
        this.code = code;
        this.pause = pause;
    }

    public static ProviderFailure rejected(String code) {
        return new ProviderFailure(Kind.REJECTED, code, null, null);
    }

    /** @param pause how long to wait; null if the provider does not say */
    public static ProviderFailure busy(String code, @Nullable Duration pause) {
        return new ProviderFailure(Kind.BUSY, code, pause, null);
    }

    public static ProviderFailure unknown(String code, @Nullable Throwable cause) {
        return new ProviderFailure(Kind.UNKNOWN, code, null, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Ours, or the provider's own; at most 64 letters, digits, dashes and underscores. */
    public String code() {
        return code;
    }

    public @Nullable Duration pause() {
        return pause;
    }
}
