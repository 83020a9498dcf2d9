package io.trunkline.vouchers.payment;

/** A callback that is not proven to be the provider's, or that cannot be read. */
public final class NoticeRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean forged;

    private NoticeRefused(String message, boolean forged) {
        super(message, null, false, false);
        this.forged = forged;
    }

    /** The proof is missing or wrong. */
    public static NoticeRefused forged() {
        return new NoticeRefused("The proof of its origin is missing or wrong", true);
    }

    /** It is not what the provider sends. */
    public static NoticeRefused unreadable() {
        return new NoticeRefused("Not what this provider sends", false);
    }

    boolean isForged() {
        return forged;
    }
}
