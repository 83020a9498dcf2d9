package io.trunkline.local.process;

/** A program does not come up; the message says which, and what it last said. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
