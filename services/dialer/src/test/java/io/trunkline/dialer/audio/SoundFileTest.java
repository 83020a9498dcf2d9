package io.trunkline.dialer.audio;

import static io.trunkline.dialer.audio.Waves.tone;
import static io.trunkline.dialer.audio.Waves.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trunkline.dialer.sdp.AudioFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundFileTest {

    private final SoundFile file = new SoundFile(Duration.ofSeconds(10));

    static Stream<Arguments> waves() {
        return Stream.of(
                Arguments.of("8 bits", wave().encoding(1, 8, (to, s) -> to.put((byte) (128 + Math.round(s * 127))))),
                Arguments.of("16 bits", wave()),
                Arguments.of("24 bits", wave().encoding(1, 24, SoundFileTest::put24)),
                Arguments.of("32 bits", wave().encoding(1, 32, (to, s) -> to.putInt((int) (s * Integer.MAX_VALUE)))),
                Arguments.of("float", wave().encoding(3, 32, (to, s) -> to.putFloat((float) s))),
                Arguments.of("double", wave().encoding(3, 64, ByteBuffer::putDouble)),
                Arguments.of("A-law", wave().encoding(6, 8, (to, s) -> to.put(G711.toALaw((short) (s * 32_767))))),
                Arguments.of("mu-law", wave().encoding(7, 8, (to, s) -> to.put(G711.toMuLaw((short) (s * 32_767))))),
                Arguments.of("extensible", wave().extensible()),
                Arguments.of("other chunks", wave().withOtherChunks()),
                Arguments.of("an open length", wave().lengthOfData(0xFFFF_FFFFL)),
                Arguments.of("a length of nothing", wave().lengthOfData(0)),
                Arguments.of("a length beyond the end", wave().lengthOfData(1_000_000)),
                Arguments.of("stereo of 44.1 kHz", wave().rate(44_100).channels(2)),
                Arguments.of("48 kHz", wave().rate(48_000)),
                Arguments.of("11.025 kHz", wave().rate(11_025)),
                Arguments.of("a rate that has nothing in common with ours", wave().rate(12_347)),
                Arguments.of("6 kHz", wave().rate(6_000)));
    }

    private static void put24(ByteBuffer to, double sample) {
        int value = (int) (sample * 8_388_607);
        to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waves")
    void aToneStaysAToneWhateverTheFileIsLike(String name, Waves waves) throws IOException {
        Sound sound = read(waves.of(1, tone(1_000)));

        assertThat(sound.length()).isBetween(Duration.ofMillis(999), Duration.ofMillis(1_001));
        assertThat(signalToNoise(sound.samples(), 1_000)).isGreaterThan(33);
        assertThat(sound.peak()).isCloseTo(-6, within(0.5));
    }

    @Test
    void whatIsAlreadyOfTheTelephoneIsNotTouchedButForItsLevel() throws IOException {
        short[] samples = new short[8_000];
        Random random = new Random(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(2 * 23_000) - 23_000);
        }
        byte[] wav = wave().of(1, seconds -> samples[(int) Math.round(seconds * 8_000)] / 32_767.0);

        Sound sound = read(wav);

        double gain = (double) sound.samples()[0] / samples[0];
        for (int i = 0; i < samples.length; i++) {
            assertThat((double) sound.samples()[i]).isCloseTo(samples[i] * gain, within(2.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 5000", "48000, 4400", "22050, 6000", "16000, 7000"})
    void whatATelephoneCannotCarryVanishes(int rate, int hertz) throws IOException {
        byte[] wav = wave().rate(rate)
                .of(
                        1,
                        seconds -> tone(hertz).applyAsDouble(seconds)
                                + 0.1 * tone(1_000).applyAsDouble(seconds));

        Sound sound = read(wav);

        assertThat(signalToNoise(sound.samples(), 1_000)).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1_000, 3_000, 3_400})
    void whatItCanCarryComesThroughAtItsLevel(int hertz) throws IOException {
        Sound sound = read(wave().rate(44_100).of(1, tone(hertz)));
        Sound same = read(wave().rate(8_000).of(1, tone(hertz)));

        assertThat(level(sound.samples(), hertz)).isCloseTo(level(same.samples(), hertz), within(0.03));
        assertThat(signalToNoise(sound.samples(), hertz)).isGreaterThan(70);
    }

    @ParameterizedTest
    @CsvSource({"tone-44100-stereo.mp3, 35", "tone-22050-mono.mp3, 25", "tone-22050-mono.ogg, 18"})
    void mp3AndVorbisAreReadToo(String name, double signalToNoise) throws IOException {
        try (InputStream tone = resource(name)) {
            Sound sound = file.read(tone);

            assertThat(sound.length()).isBetween(Duration.ofMillis(490), Duration.ofMillis(650));
            assertThat(signalToNoise(middle(sound.samples()), 1_000)).isGreaterThan(signalToNoise);
        }
    }

    @Test
    void loudIsMadeQuieterAndQuietIsMadeLouderWithinBounds() throws IOException {
        assertThat(loudest(read(wave().of(1, seconds -> 2 * tone(1_000).applyAsDouble(seconds)))))
                .isCloseTo(0.708, within(0.01));
        assertThat(loudest(read(wave().of(1, tone(1_000))))).isCloseTo(0.708, within(0.01));
        assertThat(loudest(read(wave().of(1, seconds -> 0.02 * tone(1_000).applyAsDouble(seconds)))))
                .isCloseTo(0.0398, within(0.001));
    }

    @Test
    void endsWithAWholePacket() throws IOException {
        Sound sound = read(wave().of(0.0301, tone(1_000)));

        assertThat(sound.in(AudioFormat.PCMA).remaining()).isEqualTo(320);
        assertThat(sound.in(AudioFormat.PCMA).get(319)).isEqualTo(AudioFormat.PCMA.silence());
        assertThat(sound.in(AudioFormat.PCMU).get(319)).isEqualTo(AudioFormat.PCMU.silence());
        assertThat(sound.length()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void showsHowLoudItIsInTheCourseOfTime() throws IOException {
        Sound sound =
                read(wave().of(1, seconds -> seconds < 0.5 ? 0 : tone(1_000).applyAsDouble(seconds)));

        assertThat(sound.waveform(4)).containsExactly(new float[] {0, 0, 0.708f, 0.708f}, within(0.01f));
    }

    @Test
    void whatIsNoAudioIsRefusedInWords() throws IOException {
        assertRefused(new byte[0], "neither WAV");
        assertRefused("<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "neither WAV");
        assertRefused(wave().of(0, tone(1)), "empty");
        assertRefused(wave().of(1, seconds -> 0), "nothing to be heard");
        assertRefused(wave().of(11, tone(1_000)), "longer than 10 seconds");
        assertRefused(wave().rate(1_000).of(1, tone(100)), "1000 samples a second");
        assertRefused(wave().encoding(1, 12, (to, s) -> to.put((byte) 0)).of(0, tone(1)), "12 bits");
        assertRefused(wave().encoding(85, 16, ByteBuffer::putDouble).of(0, tone(1)), "method (85)");
        try (InputStream opus = resource("tone.opus")) {
            assertRefused(opus.readAllBytes(), "Opus");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone-44100-stereo.mp3", "tone-22050-mono.mp3", "tone-22050-mono.ogg", "wav"})
    void whatIsDamagedIsReadOrRefusedAndNothingElse(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int change = 0; change < 1 + random.nextInt(20); change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] part = java.util.Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            try {
                assertThat(read(part).length()).isLessThanOrEqualTo(Duration.ofSeconds(10));
            } catch (NotAudio refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    private static byte[] bytes(String name) throws IOException {
        if (name.equals("wav")) {
            return wave().extensible().withOtherChunks().rate(11_025).of(0.1, tone(500));
        }
        try (InputStream resource = resource(name)) {
            return resource.readAllBytes();
        }
    }

    private static InputStream resource(String name) {
        return java.util.Objects.requireNonNull(SoundFileTest.class.getResourceAsStream("/audio/" + name));
    }

    private Sound read(byte[] bytes) throws IOException {
        return file.read(new ByteArrayInputStream(bytes));
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(NotAudio.class).hasMessageContaining(why);
    }

    private static double loudest(Sound sound) {
        int loudest = 0;
        for (short sample : sound.samples()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest / 32_767.0;
    }

    private static short[] middle(short[] samples) {
        return java.util.Arrays.copyOfRange(samples, samples.length / 4, samples.length * 3 / 4);
    }

    /** Of the tone in it, from 0 to 1. */
    private static double level(short[] all, double hertz) {
        return Math.hypot(part(middle(all), hertz, true), part(middle(all), hertz, false)) / 32_767;
    }

    /** What is not the tone, in decibels below it. The ends, where filters begin and end, are left out. */
    private static double signalToNoise(short[] all, double hertz) {
        short[] samples = middle(all);
        double sine = part(samples, hertz, true);
        double cosine = part(samples, hertz, false);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            double expected = sine * Math.sin(angle) + cosine * Math.cos(angle);
            signal += expected * expected;
            noise += (samples[i] - expected) * (samples[i] - expected);
        }
        return 10 * Math.log10(signal / noise);
    }

    private static double part(short[] samples, double hertz, boolean isSine) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            sum += samples[i] * (isSine ? Math.sin(angle) : Math.cos(angle));
        }
        return 2 * sum / samples.length;
    }
}
