package io.trunkline.dialer.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;

/** WAV files in the making. */
final class Waves {

    private int tag = 1;
    private int rate = 8_000;
    private int channels = 1;
    private int bits = 16;
    private boolean isExtensible;
    private boolean hasOtherChunks;
    private long length = -1;
    private ObjDoubleConsumer<ByteBuffer> writer = (to, sample) -> to.putShort((short) Math.round(sample * 32_767));

    static Waves wave() {
        return new Waves();
    }

    /** A tone of half of full scale. */
    static DoubleUnaryOperator tone(double hertz) {
        return seconds -> 0.5 * Math.sin(2 * Math.PI * hertz * seconds);
    }

    Waves rate(int samplesASecond) {
        rate = samplesASecond;
        return this;
    }

    Waves channels(int count) {
        channels = count;
        return this;
    }

    Waves encoding(int format, int bitsOfASample, ObjDoubleConsumer<ByteBuffer> write) {
        tag = format;
        bits = bitsOfASample;
        writer = write;
        return this;
    }

    Waves extensible() {
        isExtensible = true;
        return this;
    }

    Waves withOtherChunks() {
        hasOtherChunks = true;
        return this;
    }

    /** Says so, whatever is true. */
    Waves lengthOfData(long bytes) {
        length = bytes;
        return this;
    }

    byte[] of(double seconds, DoubleUnaryOperator sound) {
        int frames = (int) Math.round(seconds * rate);
        ByteBuffer data = ByteBuffer.allocate(frames * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            for (int channel = 0; channel < channels; channel++) {
                writer.accept(data, sound.applyAsDouble((double) i / rate));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(chunk("RIFF", -1, "WAVE".getBytes(StandardCharsets.US_ASCII)));
        file.writeBytes(chunk("fmt ", -1, format()));
        if (hasOtherChunks) {
            file.writeBytes(chunk("fact", -1, new byte[4]));
            file.writeBytes(chunk("LIST", -1, new byte[] {1, 2, 3}));
            file.write(0);
        }
        file.writeBytes(chunk("data", length, data.array()));
        return file.toByteArray();
    }

    private byte[] format() {
        ByteBuffer format = ByteBuffer.allocate(isExtensible ? 40 : 16).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) (isExtensible ? 0xFFFE : tag))
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        if (isExtensible) {
            format.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) tag);
        }
        return format.array();
    }

    private static byte[] chunk(String name, long said, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (said < 0 ? content.length : said))
                .put(content)
                .array();
    }
}
