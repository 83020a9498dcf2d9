package io.trunkline.dialer.audio;

/**
 * Turns any rate into 8,000 samples a second: a windowed sinc (Kaiser) that lets through what a telephone can carry, and
 * nothing that would come back as another tone. A rate of 8,000 passes through untouched.
 *
 * <p>Two rates have a common step, so only so many different positions between two samples occur: for each of them the
 * filter is computed once.
 */
final class Resampler {

    static final int RATE = 8_000;

    private static final double PASSED = 0.925;
    private static final int ZERO_CROSSINGS = 32;
    private static final double KAISER_BETA = 9;

    private final int rate;
    private final int phases;
    private final int half;
    private final float[][] filters;
    private final Output output;

    /** The newest samples, twice, so that a filter's length of them always stands in one piece. */
    private final float[] history;

    private int newest;
    private long taken;
    private long given;

    /** Where the samples go. */
    interface Output {
        void accept(float sample);
    }

    /** @param rate samples a second of what will come */
    Resampler(int rate, Output output) {
        this.rate = rate;
        this.output = output;
        int common = gcd(rate, RATE);
        phases = RATE / common;
        double cutOff = PASSED * Math.min(RATE, rate) / 2.0 / rate;
        half = rate == RATE ? 0 : (int) Math.ceil(ZERO_CROSSINGS / (2 * cutOff));
        filters = new float[phases][];
        history = new float[2 * (2 * half + 1)];
        for (int phase = 0; phase < phases && rate != RATE; phase++) {
            filters[phase] = filter(cutOff, (double) ((long) phase * rate % RATE) / RATE);
        }
    }

    void accept(float sample) {
        if (rate == RATE) {
            output.accept(sample);
            return;
        }
        push(sample);
        taken++;
        giveWhatCanBe(taken);
    }

    /** What has come in is followed by silence. */
    void end() {
        long all = taken;
        for (int i = 0; i < half && rate != RATE; i++) {
            push(0);
            taken++;
            giveWhatCanBe(all);
        }
    }

    private void push(float sample) {
        int length = history.length / 2;
        history[newest] = sample;
        history[newest + length] = sample;
        newest = (newest + 1) % length;
    }

    /** The sample at a moment needs as many after it as before it. */
    private void giveWhatCanBe(long before) {
        while (true) {
            long centre = given * rate / RATE;
            if (centre >= before || centre + half >= taken) {
                return;
            }
            output.accept(at(filters[(int) (given % phases)], centre));
            given++;
        }
    }

    private float at(float[] filter, long centre) {
        int length = history.length / 2;
        // The oldest sample that stands there has come in length samples ago.
        int start = newest + (int) (centre + half - (taken - 1));
        int from = Math.floorMod(start, length);
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += filter[i] * history[from + i];
        }
        return sum;
    }

    /** @param fraction of a sample by which the wanted moment is behind the centre */
    private float[] filter(double cutOff, double fraction) {
        float[] filter = new float[2 * half + 1];
        double sum = 0;
        double[] exact = new double[filter.length];
        for (int i = 0; i < filter.length; i++) {
            double distance = i - half - fraction;
            exact[i] = sinc(2 * cutOff * distance) * kaiser(distance / (half + 1));
            sum += exact[i];
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (float) (exact[i] / sum);
        }
        return filter;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double place) {
        return Math.abs(place) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - place * place)) / bessel(KAISER_BETA);
    }

    /** The modified Bessel function of the first kind, of order zero. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
