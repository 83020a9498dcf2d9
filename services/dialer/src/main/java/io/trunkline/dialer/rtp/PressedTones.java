package io.trunkline.dialer.rtp;

/**
 * Keys that come as tones in the sound, for carriers who do not make events of them: two frequencies at once (ITU-T Q.23), as
 * strong as Q.24 wants them, found by Goertzel's method in pieces of 12.75 ms.
 */
final class PressedTones {

    /** No key. */
    static final char NONE = 0;

    /** The distance of two tones is 70 Hz or more; a piece of this length tells those apart that are 78 Hz from each other. */
    private static final int PIECE = 102;

    private static final double RATE = 8_000;
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final String[] KEYS = {"123A", "456B", "789C", "*0#D"};

    /** As many pieces as there are in 40 ms, the shortest press that has to be heard (Q.24). */
    private static final int PIECES_TO_BE_SURE = 3;
    /** Two: 25 ms of something else end a press. */
    private static final int PIECES_OF_A_PAUSE = 2;

    /** -32 dB of full scale, of each tone. */
    private static final double WEAKEST = square(32_768 * 0.025);
    /** One tone may be so much stronger than the other: 8 dB (Q.24, annex A). */
    private static final double STRONGEST_TWIST = Math.pow(10, 0.8);
    /** Nearly all of the sound has to be in the two tones: speech has other parts. */
    private static final double PART_OF_ALL = 0.75;

    private final Goertzel[] low = filters(LOW);
    private final Goertzel[] high = filters(HIGH);
    private double energy;
    private int count;
    private char heard = NONE;
    private int times;
    private int pauses;
    private boolean isTold;

    /** The key, once it has been heard for long enough; else {@link #NONE}. */
    char accept(short sample) {
        for (int i = 0; i < low.length; i++) {
            low[i].accept(sample);
            high[i].accept(sample);
        }
        energy += square(sample);
        count++;
        return count == PIECE ? heard(keyOfPiece()) : NONE;
    }

    private char heard(char key) {
        if (key != NONE && key == heard) {
            times++;
            pauses = 0;
        } else if (heard != NONE && key == NONE && pauses + 1 < PIECES_OF_A_PAUSE) {
            pauses++;
        } else {
            heard = key;
            times = key == NONE ? 0 : 1;
            pauses = 0;
            isTold = false;
        }
        if (isTold || times < PIECES_TO_BE_SURE) {
            return NONE;
        }
        isTold = true;
        return heard;
    }

    private char keyOfPiece() {
        int row = strongest(low);
        int column = strongest(high);
        double lowPower = low[row].power();
        double highPower = high[column].power();
        boolean isTwoTones = lowPower > WEAKEST
                && highPower > WEAKEST
                && lowPower < highPower * STRONGEST_TWIST
                && highPower < lowPower * STRONGEST_TWIST
                // A sine of power a^2 has half of that as energy of each sample.
                && (lowPower + highPower) / 2 > PART_OF_ALL * energy / PIECE;
        for (int i = 0; i < low.length; i++) {
            low[i].reset();
            high[i].reset();
        }
        energy = 0;
        count = 0;
        return isTwoTones ? KEYS[row].charAt(column) : NONE;
    }

    private static int strongest(Goertzel[] filters) {
        int strongest = 0;
        for (int i = 1; i < filters.length; i++) {
            strongest = filters[i].power() > filters[strongest].power() ? i : strongest;
        }
        return strongest;
    }

    private static Goertzel[] filters(double[] frequencies) {
        Goertzel[] filters = new Goertzel[frequencies.length];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = new Goertzel(frequencies[i]);
        }
        return filters;
    }

    private static double square(double x) {
        return x * x;
    }

    /** How much of one frequency is in a piece. */
    private static final class Goertzel {

        private final double coefficient;
        private double last;
        private double beforeLast;

        Goertzel(double frequency) {
            coefficient = 2 * Math.cos(2 * Math.PI * frequency / RATE);
        }

        void accept(short sample) {
            double next = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = next;
        }

        /** The square of the tone's amplitude. */
        double power() {
            double sum = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
            return 4 * sum / (PIECE * PIECE);
        }

        void reset() {
            last = 0;
            beforeLast = 0;
        }
    }
}
