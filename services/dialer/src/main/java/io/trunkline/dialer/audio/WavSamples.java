package io.trunkline.dialer.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * WAV: whole numbers of 8 to 32 bits, floating-point numbers, A-law and mu-law, of any rate and number of channels. Lengths
 * that writers got wrong, or left open, are read to the end of the file.
 */
final class WavSamples implements Samples {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int LONGEST_FORMAT = 4_096;
    private static final int SUB_FORMAT_AT = 24;
    private static final int MOST_CHANNELS = 8;

    private final InputStream file;
    private final int rate;
    private final int channels;
    private final Encoding encoding;
    private final ByteBuffer block;
    private long left;

    private WavSamples(InputStream file, int rate, int channels, Encoding encoding, long length) {
        this.file = file;
        this.rate = rate;
        this.channels = channels;
        this.encoding = encoding;
        this.left = length;
        this.block = ByteBuffer.allocate(4_096 / (channels * encoding.bytes) * channels * encoding.bytes)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How a sample stands in the file. */
    private enum Encoding {
        UNSIGNED_8(1),
        SIGNED_16(2),
        SIGNED_24(3),
        SIGNED_32(4),
        FLOAT_32(4),
        FLOAT_64(8),
        A_LAW_8(1),
        MU_LAW_8(1);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }

        float read(ByteBuffer from) {
            return switch (this) {
                case UNSIGNED_8 -> ((from.get() & 0xFF) - 128) / 128f;
                case SIGNED_16 -> from.getShort() / 32_768f;
                case SIGNED_24 -> ((from.get() & 0xFF) | ((from.get() & 0xFF) << 8) | (from.get() << 16)) / 8_388_608f;
                case SIGNED_32 -> (float) (from.getInt() / 2_147_483_648.0);
                case FLOAT_32 -> finite(from.getFloat());
                case FLOAT_64 -> finite((float) from.getDouble());
                case A_LAW_8 -> G711.fromALaw(from.get()) / 32_768f;
                case MU_LAW_8 -> G711.fromMuLaw(from.get()) / 32_768f;
            };
        }

        private static float finite(float sample) {
            return Float.isFinite(sample) ? sample : 0;
        }

        static Encoding of(int format, int bits) {
            return switch (format) {
                case PCM ->
                    switch (bits) {
                        case 8 -> UNSIGNED_8;
                        case 16 -> SIGNED_16;
                        case 24 -> SIGNED_24;
                        case 32 -> SIGNED_32;
                        default -> throw new NotAudio("This WAV has samples of " + bits + " bits");
                    };
                case FLOAT ->
                    switch (bits) {
                        case 32 -> FLOAT_32;
                        case 64 -> FLOAT_64;
                        default -> throw new NotAudio("This WAV has floating-point samples of " + bits + " bits");
                    };
                case A_LAW -> A_LAW_8;
                case MU_LAW -> MU_LAW_8;
                default ->
                    throw new NotAudio("This WAV is compressed by a method (" + format + ") that is not supported");
            };
        }
    }

    /** Reads up to the first sample. */
    static WavSamples open(InputStream file) throws IOException {
        try {
            skip(file, RIFF_HEADER);
            ByteBuffer format = null;
            while (true) {
                ByteBuffer header = bytes(file, CHUNK_HEADER);
                String name =
                        StandardCharsets.US_ASCII.decode(header.slice(0, 4)).toString();
                long length = header.getInt(4) & 0xFFFF_FFFFL;
                if (name.equals("data")) {
                    return of(file, format, length);
                }
                if (name.equals("fmt ")) {
                    format = format(file, length);
                } else {
                    skip(file, length);
                }
                // Chunks begin at even places.
                skip(file, length % 2);
            }
        } catch (EOFException end) {
            throw new NotAudio("This WAV has no samples");
        }
    }

    private static ByteBuffer format(InputStream file, long length) throws IOException {
        if (length < SHORTEST_FORMAT || length > LONGEST_FORMAT) {
            throw new NotAudio("This WAV does not say what is in it");
        }
        return bytes(file, (int) length);
    }

    private static WavSamples of(InputStream file, @Nullable ByteBuffer format, long length) {
        if (format == null) {
            throw new NotAudio("This WAV does not say what is in it");
        }
        int tag = format.getShort(0) & 0xFFFF;
        int channels = format.getShort(2) & 0xFFFF;
        int rate = format.getInt(4);
        int bits = format.getShort(14) & 0xFFFF;
        if (tag == EXTENSIBLE && format.capacity() >= SUB_FORMAT_AT + 2) {
            tag = format.getShort(SUB_FORMAT_AT) & 0xFFFF;
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new NotAudio("This WAV has " + channels + " channels");
        }
        boolean isOpen = length == 0 || length == 0xFFFF_FFFFL;
        return new WavSamples(file, rate, channels, Encoding.of(tag, bits), isOpen ? Long.MAX_VALUE : length);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(float[] into) throws IOException {
        int frame = channels * encoding.bytes;
        int wanted = (int) Math.min(Math.min((long) into.length * frame, block.capacity()), left);
        int got = file.readNBytes(block.array(), 0, wanted);
        left -= got;
        int frames = got / frame;
        block.clear();
        for (int i = 0; i < frames; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += encoding.read(block);
            }
            into[i] = sum / channels;
        }
        return frames == 0 ? -1 : frames;
    }

    private static ByteBuffer bytes(InputStream file, int count) throws IOException {
        byte[] read = file.readNBytes(count);
        if (read.length < count) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void skip(InputStream file, long count) throws IOException {
        file.skipNBytes(count);
    }
}
