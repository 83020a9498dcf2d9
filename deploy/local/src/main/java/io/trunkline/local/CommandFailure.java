package io.trunkline.local;

/** The command cannot be carried out; the message is for the person at the terminal and says what to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }
}
