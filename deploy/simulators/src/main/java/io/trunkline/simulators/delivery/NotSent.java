package io.trunkline.simulators.delivery;

/** The SMS centre has not taken a message, or has not said so; it may be tried again. */
final class NotSent extends Exception {

    private static final long serialVersionUID = 1;

    NotSent(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
