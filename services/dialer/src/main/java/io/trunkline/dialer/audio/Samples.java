package io.trunkline.dialer.audio;

import java.io.IOException;

/** Sound as it comes out of a file, bit by bit. Channels are mixed into one; full scale is from -1 to 1. */
interface Samples {

    /** Samples a second. */
    int rate();

    /**
     * @return how many samples have been put into the beginning of the array, at least one; -1 at the end
     * @throws NotAudio if the file turns out to be damaged
     */
    int read(float[] into) throws IOException;
}
