package io.trunkline.dialer.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call as packets, one after the other. Silence where nothing is played: it keeps the way through a NAT
 * open. Not for several threads at once.
 */
final class Playback {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int VERSION = 0x80;
    private static final int MARKER = 0x80;
    private static final int SAMPLES_OF_A_MILLISECOND = 8;

    private final int payloadType;
    private final int source;
    private final byte[] silence;
    private final int samples;
    private int sequence;
    private int timestamp;
    private boolean isFirst = true;
    private ByteBuffer sound = NOTHING;
    private int position;

    /**
     * @param silence the byte of the law for it
     * @param milliseconds of a packet
     * @param source random, as are the first sequence number and timestamp (RFC 3550, 5.1)
     */
    Playback(int payloadType, byte silence, int milliseconds, int source, int firstSequence, int firstTimestamp) {
        this.payloadType = payloadType;
        this.samples = milliseconds * SAMPLES_OF_A_MILLISECOND;
        this.silence = new byte[samples];
        Arrays.fill(this.silence, silence);
        this.source = source;
        this.sequence = firstSequence;
        this.timestamp = firstTimestamp;
    }

    /**
     * The same stream goes on in another way, from where it is.
     *
     * @param coded what is played, in the other law; null if nothing is
     */
    Playback changed(int newType, byte newSilence, int milliseconds, @Nullable ByteBuffer coded) {
        Playback other = new Playback(newType, newSilence, milliseconds, source, sequence, timestamp);
        other.isFirst = isFirst;
        if (coded != null) {
            other.sound = coded;
            other.position = Math.min(position, coded.capacity());
        }
        return other;
    }

    /**
     * Plays from the beginning, instead of what is played.
     *
     * @param coded in the law of this call; not changed afterwards
     */
    void play(ByteBuffer coded) {
        sound = coded;
        position = 0;
    }

    void stop() {
        position = sound.capacity();
    }

    boolean isPlaying() {
        return position < sound.capacity();
    }

    /** Of the sound, so far. */
    int playedMilliseconds() {
        return position / SAMPLES_OF_A_MILLISECOND;
    }

    /** Puts the next packet into a buffer, ready to be sent. */
    void next(ByteBuffer into) {
        into.clear();
        into.put((byte) VERSION)
                .put((byte) (payloadType | (isFirst ? MARKER : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(source);
        int played = Math.min(samples, sound.capacity() - position);
        into.put(into.position(), sound, position, played);
        into.position(into.position() + played)
                .put(silence, 0, samples - played)
                .flip();
        position += played;
        isFirst = false;
        step();
    }

    /** Passes over packets that are too late to be of use: they count as sent, so that the far end knows that they are lost. */
    void skip(int packets) {
        for (int i = 0; i < packets; i++) {
            position = Math.min(sound.capacity(), position + samples);
            step();
        }
    }

    private void step() {
        sequence++;
        timestamp += samples;
    }
}
