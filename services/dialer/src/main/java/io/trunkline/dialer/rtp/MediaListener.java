package io.trunkline.dialer.rtp;

/** Hears what happens to the media of a call. Called by the thread that sends: it must not block, nor fail. */
public interface MediaListener {

    /** One of {@code 0-9 * # A-D}, once for each press. */
    void keyPressed(char key);

    /** What was to be played has been, up to its last packet. */
    void playedToTheEnd();
}
