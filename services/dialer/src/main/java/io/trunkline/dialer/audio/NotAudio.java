package io.trunkline.dialer.audio;

/** A file that cannot be played. The message says why, for whoever has uploaded it. */
public final class NotAudio extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotAudio(String message) {
        super(message, null, false, false);
    }
}
