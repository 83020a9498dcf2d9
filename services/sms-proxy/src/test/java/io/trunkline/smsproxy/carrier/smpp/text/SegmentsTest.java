package io.trunkline.smsproxy.carrier.smpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {

    private static final Alphabets GSM = new Alphabets(Alphabet.GSM, false);
    private static final Alphabets GSM_OR_LATIN_1 = new Alphabets(Alphabet.GSM, true);
    private static final String EMOJI = "😀";
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @ParameterizedTest
    @CsvSource({
        "a,160,UDH_8,1",
        "a,161,UDH_8,2",
        "a,306,UDH_8,2",
        "a,307,UDH_8,3",
        "a,304,UDH_16,2",
        "a,305,UDH_16,3",
        "a,304,SAR,2",
        "a,305,SAR,3",
        "ç,140,UDH_8,1",
        "ç,141,UDH_8,2",
        "ç,268,UDH_8,2",
        "ç,269,UDH_8,3",
        "ç,266,UDH_16,2",
        "ç,267,UDH_16,3",
        "ж,70,UDH_8,1",
        "ж,71,UDH_8,2",
        "ж,134,UDH_8,2",
        "ж,135,UDH_8,3",
        "ж,132,UDH_16,2",
        "ж,133,UDH_16,3",
        "€,80,UDH_8,1",
        "€,81,UDH_8,2",
        "€,152,UDH_8,2",
        "€,153,UDH_8,3"
    })
    void holdsWhatTheAirHolds(String character, int times, Concatenation concatenation, int segments) {
        assertThat(Segments.of(character.repeat(times), GSM_OR_LATIN_1, concatenation)
                        .count())
                .isEqualTo(segments);
    }

    @ParameterizedTest
    @CsvSource({"plain {€},0", "ç,3", "ж,8", "`,3", "😀,8"})
    void takesTheSmallestAlphabet(String text, int dataCoding) {
        assertThat(Segments.of(text, GSM_OR_LATIN_1, Concatenation.UDH_8).dataCoding())
                .isEqualTo(dataCoding);
    }

    @Test
    void sendsNoLatin1UnlessItMay() {
        assertThat(Segments.of("ç", GSM, Concatenation.UDH_8).dataCoding()).isEqualTo(8);
    }

    @Test
    void writesTheCentresOwnAlphabet() {
        assertThat(Segments.of("é", new Alphabets(Alphabet.LATIN_1, false), Concatenation.UDH_8)
                        .dataCoding())
                .isZero();
        assertThat(Segments.of("é", new Alphabets(Alphabet.ASCII, false), Concatenation.UDH_8)
                        .dataCoding())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {EMOJI, FAMILY, "e\u0301", "\r\n"})
    void leavesACharacterWholeAtABorder(String character) {
        String text = "ж".repeat(66) + character + "ж".repeat(20);

        assertThat(Segments.of(text, GSM, Concatenation.UDH_8).texts()).first().isEqualTo("ж".repeat(66));
    }

    @Test
    void cutsACharacterThatIsLongerThanASegment() {
        String monster = "e" + "\u0301".repeat(200);

        assertThat(String.join(
                        "", Segments.of(monster, GSM, Concatenation.UDH_8).texts()))
                .isEqualTo(monster);
    }

    @Property
    void neverLosesOrOverflows(
            @ForAll("texts") String text, @ForAll("alphabets") Alphabets alphabets, @ForAll Concatenation way) {
        Segments segments = Segments.of(text, alphabets, way);

        String read = segments.texts().stream()
                .map(segment -> alphabets.read(segments.dataCoding(), segments.encode(segment)))
                .collect(Collectors.joining());
        int capacity = segments.alphabet().capacity(segments.count() == 1 ? 0 : way.header());
        assertThat(read).isEqualTo(text);
        assertThat(segments.texts())
                .allSatisfy(segment ->
                        assertThat(segments.alphabet().units(segment)).isLessThanOrEqualTo(capacity))
                .noneMatch(segment -> endsInsideAPair(segment, segments.texts().getLast()));
    }

    private static boolean endsInsideAPair(String segment, String last) {
        return !segment.equals(last)
                && !segment.isEmpty()
                && Character.isHighSurrogate(segment.charAt(segment.length() - 1));
    }

    @Provide
    Arbitrary<Alphabets> alphabets() {
        return Arbitraries.of(
                GSM, GSM_OR_LATIN_1, new Alphabets(Alphabet.LATIN_1, false), new Alphabets(Alphabet.ASCII, true));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> gsm = Arbitraries.strings()
                .withChars("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€")
                .ofMaxLength(700);
        Arbitrary<String> plain = Arbitraries.strings().ascii().ofMaxLength(700);
        Arbitrary<String> anything = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(300)
                .map(characters -> String.join("", characters));
        Arbitrary<String> clusters = Arbitraries.of(EMOJI, FAMILY, "e\u0301", "\r\n", "ж", "{")
                .list()
                .ofMaxSize(200)
                .map(characters -> String.join("", characters));
        return Arbitraries.oneOf(gsm, plain, anything, clusters);
    }
}
