package io.trunkline.dialer.audio;

/** The two laws of ITU-T G.711, which press 16 bits of a sample into 8. */
public final class G711 {

    private static final int VALUES = 256;
    private static final int MU_LAW_BIAS = 0x84;
    private static final int MU_LAW_HIGHEST = 32_635;
    private static final int SEGMENT = 0x70;
    private static final int STEP = 0x0F;

    private static final short[] FROM_A_LAW = new short[VALUES];
    private static final short[] FROM_MU_LAW = new short[VALUES];

    static {
        for (int code = 0; code < VALUES; code++) {
            FROM_A_LAW[code] = expandA(code);
            FROM_MU_LAW[code] = expandMu(code);
        }
    }

    private G711() {}

    public static short fromALaw(byte code) {
        return FROM_A_LAW[code & 0xFF];
    }

    public static short fromMuLaw(byte code) {
        return FROM_MU_LAW[code & 0xFF];
    }

    /** Every second bit is turned over (G.711, 3.3). */
    public static byte toALaw(short sample) {
        int positive = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(sample >= 0 ? sample : -sample - 1, Short.MAX_VALUE) >> 4;
        // The lowest two segments have the same step.
        int segment = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(magnitude) - 4);
        int code = magnitude < 0x10 ? magnitude : (segment << 4) | ((magnitude >> (segment - 1)) & STEP);
        return (byte) ((positive | code) ^ 0x55);
    }

    public static byte toMuLaw(short sample) {
        int negative = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), MU_LAW_HIGHEST) + MU_LAW_BIAS;
        int segment = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude) - 8;
        int code = (segment << 4) | ((magnitude >> (segment + 3)) & STEP);
        return (byte) ~(negative | code);
    }

    private static short expandA(int code) {
        int bits = code ^ 0x55;
        int segment = (bits & SEGMENT) >> 4;
        int magnitude = ((bits & STEP) << 4) | 0x8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short) ((bits & 0x80) == 0 ? -magnitude : magnitude);
    }

    private static short expandMu(int code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & STEP) << 3) | MU_LAW_BIAS) << ((bits & SEGMENT) >> 4);
        return (short) ((bits & 0x80) == 0 ? magnitude - MU_LAW_BIAS : MU_LAW_BIAS - magnitude);
    }
}
