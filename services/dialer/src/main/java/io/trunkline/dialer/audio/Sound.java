package io.trunkline.dialer.audio;

import io.trunkline.dialer.sdp.AudioFormat;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What is played to people, as it goes over the telephone: 8,000 samples a second, in whole packets of 20 ms. Its bytes are
 * shared by all calls; nobody changes them.
 */
public final class Sound {

    private static final int SAMPLES_OF_A_MILLISECOND = Resampler.RATE / 1_000;

    private final ByteBuffer aLaw;
    private final ByteBuffer muLaw;
    private final short[] samples;
    private final Duration length;
    private final double peak;

    Sound(byte[] aLaw, byte[] muLaw, short[] samples, double peak) {
        this.aLaw = ByteBuffer.wrap(aLaw).asReadOnlyBuffer();
        this.muLaw = ByteBuffer.wrap(muLaw).asReadOnlyBuffer();
        this.samples = samples;
        this.length = Duration.ofMillis(samples.length / SAMPLES_OF_A_MILLISECOND);
        this.peak = peak;
    }

    /** A byte for each sample, up to the end of the last packet; the bytes are the same for all who ask. */
    public ByteBuffer in(AudioFormat format) {
        return switch (format) {
            case PCMA -> aLaw.duplicate();
            case PCMU -> muLaw.duplicate();
        };
    }

    /** Without the silence that fills the last packet. */
    public Duration length() {
        return length;
    }

    /** The loudest sample of the file as it was uploaded, in decibels of full scale: 0 or less, unless it was clipped. */
    public double peak() {
        return peak;
    }

    /**
     * How loud it is in the course of time, for a picture.
     *
     * @param bars how many values, from 0 to 1
     */
    public float[] waveform(int bars) {
        float[] loudest = new float[bars];
        for (int i = 0; i < samples.length; i++) {
            int bar = (int) ((long) i * bars / samples.length);
            loudest[bar] = Math.max(loudest[bar], Math.abs(samples[i] / 32_768f));
        }
        return loudest;
    }

    /** As it will be heard, before a law is applied: 16 bits, 8,000 a second. */
    public short[] samples() {
        return samples.clone();
    }
}
