package io.trunkline.simulators.smsc;

import org.jspecify.annotations.Nullable;

/** No client has acknowledged a message. It may have it nevertheless, or some of its parts. */
public final class NotDelivered extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    NotDelivered(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** For whoever wrote the message. */
    public String reason() {
        return reason;
    }
}
