package io.trunkline.dialer.audio;

import io.trunkline.dialer.sdp.AudioFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Makes a {@link Sound} of an uploaded file: WAV, MP3, or Vorbis in OGG. Blocks for as long as the file takes, a few hundred
 * milliseconds for a minute of it; needs memory for the sound at 8 kHz only, whatever the file's rate.
 */
public final class SoundFile {

    private static final int LOWEST_RATE = 6_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final int MAGIC = 36;
    private static final int BLOCK = 2_048;
    /** 20 ms. */
    private static final int PACKET = 160;
    /** -3 dB of full scale. */
    private static final double WANTED_PEAK = Math.pow(10, -3 / 20.0);
    /** 12 dB: more would bring up the noise of a recording that was meant to be quiet. */
    private static final double HIGHEST_GAIN = Math.pow(10, 12 / 20.0);
    /** Quieter than the smallest step of A-law: nobody would hear it. */
    private static final double SILENCE = 16 / 32_768.0;

    private final Duration longest;

    /** @param longest what is longer is refused */
    public SoundFile(Duration longest) {
        this.longest = longest;
    }

    /**
     * @param file will not be closed
     * @throws NotAudio if it is none that we can read, it is empty, silent or too long
     */
    public Sound read(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file);
        Samples samples = open(buffered);
        if (samples.rate() < LOWEST_RATE || samples.rate() > HIGHEST_RATE) {
            throw new NotAudio("The file has " + samples.rate() + " samples a second; 6,000 to 192,000 are possible");
        }
        Growing sound = new Growing((int) (longest.toMillis() * Resampler.RATE / 1_000));
        Resampler resampler = new Resampler(samples.rate(), sound);
        float[] block = new float[BLOCK];
        for (int count = samples.read(block); count >= 0; count = samples.read(block)) {
            for (int i = 0; i < count; i++) {
                resampler.accept(block[i]);
            }
        }
        resampler.end();
        return encoded(sound.samples());
    }

    private static Samples open(BufferedInputStream file) throws IOException {
        file.mark(MAGIC);
        byte[] magic = file.readNBytes(MAGIC);
        file.reset();
        String start = new String(magic, StandardCharsets.ISO_8859_1);
        if (start.startsWith("RIFF") && start.startsWith("WAVE", 8)) {
            return WavSamples.open(file);
        }
        if (start.startsWith("OggS")) {
            if (start.contains("OpusHead")) {
                throw new NotAudio("The file is Opus; WAV, MP3 and Vorbis are possible");
            }
            return VorbisSamples.open(file);
        }
        boolean isFrame = magic.length > 2 && (magic[0] & 0xFF) == 0xFF && (magic[1] & 0xE0) == 0xE0;
        if (start.startsWith("ID3") || isFrame) {
            return Mp3Samples.open(file);
        }
        throw new NotAudio("The file is neither WAV nor MP3 nor Vorbis in OGG");
    }

    /** What comes out of the resampler. */
    private final class Growing implements Resampler.Output {

        private final int most;
        private float[] samples = new float[Resampler.RATE];
        private int count;

        Growing(int most) {
            this.most = most;
        }

        @Override
        public void accept(float sample) {
            if (count == most) {
                throw new NotAudio("The file is longer than " + longest.toSeconds() + " seconds");
            }
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, Math.min(most, 2 * count));
            }
            samples[count++] = sample;
        }

        float[] samples() {
            return Arrays.copyOf(samples, count);
        }
    }

    private static Sound encoded(float[] samples) {
        float loudest = 0;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        if (samples.length == 0) {
            throw new NotAudio("The file is empty");
        }
        if (loudest < SILENCE) {
            throw new NotAudio("There is nothing to be heard in the file");
        }
        double gain = Math.min(HIGHEST_GAIN, WANTED_PEAK / loudest);
        short[] whole = new short[samples.length];
        int packets = Math.ceilDiv(whole.length, PACKET) * PACKET;
        byte[] aLaw = new byte[packets];
        byte[] muLaw = new byte[packets];
        Arrays.fill(aLaw, AudioFormat.PCMA.silence());
        Arrays.fill(muLaw, AudioFormat.PCMU.silence());
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (short) Math.round(samples[i] * gain * 32_767);
            aLaw[i] = G711.toALaw(whole[i]);
            muLaw[i] = G711.toMuLaw(whole[i]);
        }
        return new Sound(aLaw, muLaw, whole, 20 * Math.log10(loudest));
    }
}
