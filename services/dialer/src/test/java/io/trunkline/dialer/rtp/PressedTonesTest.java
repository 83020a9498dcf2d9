package io.trunkline.dialer.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.audio.G711;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressedTonesTest {

    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    private static final String[] KEYS = {"123A", "456B", "789C", "*0#D"};

    private final PressedTones tones = new PressedTones();
    private final StringBuilder told = new StringBuilder();

    @Test
    void everyKeyIsHeardOnce() {
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                press(row, column, 100, 0.25, 0.25);
                silence(60);
            }
        }

        assertThat(told.toString()).isEqualTo("123A456B789C*0#D");
    }

    @Test
    void theSameKeyTwiceIsTwoPressesAndALongOneIsOne() {
        press(1, 1, 2_000, 0.2, 0.2);
        silence(60);
        press(1, 1, 60, 0.2, 0.2);

        assertThat(told.toString()).isEqualTo("55");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.985, 0.99, 1.01, 1.015})
    void theTonesMayBeALittleOff(double factor) {
        play(80, i -> 0.2 * sine(770 * factor, i) + 0.2 * sine(1336 * factor, i));

        assertThat(told.toString()).isEqualTo("5");
    }

    @Test
    void oneToneMayBeStronger() {
        press(0, 0, 80, 0.3, 0.15);
        silence(60);
        press(0, 0, 80, 0.15, 0.3);

        assertThat(told.toString()).isEqualTo("11");
    }

    @Test
    void someNoiseDoesNotMatter() {
        Random random = new Random(5);
        play(100, i -> 0.2 * sine(852, i) + 0.2 * sine(1477, i) + 0.03 * random.nextGaussian());

        assertThat(told.toString()).isEqualTo("9");
    }

    @Test
    void otherSoundsAreNoKeys() {
        Random random = new Random(6);
        play(2_000, i -> 0.2 * random.nextGaussian());
        play(500, i -> 0.4 * sine(440, i) + 0.4 * sine(480, i));
        play(500, i -> 0.4 * sine(697, i));
        play(500, i -> 0.4 * sine(425, i));
        // A voice has its strongest tones at multiples of one, and many of them.
        play(
                2_000,
                i -> 0.1 * (sine(140, i) + sine(280, i) + sine(700, i) + sine(840, i) + sine(1260, i) + sine(1400, i)));
        press(2, 2, 25, 0.2, 0.2);
        silence(60);

        assertThat(told.toString()).isEmpty();
    }

    private void press(int row, int column, int milliseconds, double low, double high) {
        assertThat(KEYS[row].length()).isGreaterThan(column);
        play(milliseconds, i -> low * sine(LOW[row], i) + high * sine(HIGH[column], i));
    }

    private void silence(int milliseconds) {
        play(milliseconds, i -> 0);
    }

    /** Over the telephone. */
    private void play(int milliseconds, IntToDoubleFunction sound) {
        for (int i = 0; i < milliseconds * 8; i++) {
            double sample = Math.clamp(sound.applyAsDouble(i), -1, 1);
            char key = tones.accept(G711.fromALaw(G711.toALaw((short) (sample * 32_767))));
            if (key != PressedTones.NONE) {
                told.append(key);
            }
        }
    }

    private static double sine(double hertz, int sample) {
        return Math.sin(2 * Math.PI * hertz * sample / 8_000);
    }
}
