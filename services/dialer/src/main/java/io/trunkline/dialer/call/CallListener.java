package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AgreedAudio;

/** Hears what happens to a call, in that order. Called on the event loop, and must not wait. */
public interface CallListener {

    /** A telephone rings; once at most. */
    void ringing();

    /** Something can be heard that is no answer: a ringing tone, an announcement. Again if it comes from elsewhere. */
    void earlyMedia(AgreedAudio audio);

    /** The call was taken; once at most. */
    void answered(AgreedAudio audio);

    /** The far end of an answered call wants its audio in another way, or to hear nothing for now. */
    void mediaChanged(AgreedAudio audio);

    /**
     * A key was pressed, which came as a message of its own and not with the audio.
     *
     * @param key 0 to 9, *, #, A to D
     */
    void keyPressed(char key);

    /** It is over; the last call, and exactly once. */
    void ended(CallEnd end);
}
