package io.trunkline.dialer.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who sends (RFC 8866, 6.7), as whoever describes it sees it. */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** {@code sendrecv}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null if it is none. */
    static @Nullable Direction named(String attribute) {
        for (Direction direction : values()) {
            if (direction.text().equals(attribute)) {
                return direction;
            }
        }
        return null;
    }

    /** What the answer to an offer may be if we would send and receive (RFC 3264, 6.1). */
    public Direction answered() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }

    /** Whether whoever says this wants to hear something. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
