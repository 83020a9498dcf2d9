package io.trunkline.vouchers.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.kit.problem.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VoucherCodeTest {

    @Provide
    Arbitrary<VoucherCode> codes() {
        return Arbitraries.longs().map(seed -> VoucherCode.random(new Random(seed)));
    }

    @Property
    void isReadBackAsItIsPrinted(@ForAll("codes") VoucherCode code) {
        assertThat(code.printed()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}");
        assertThat(VoucherCode.parse(code.printed())).isEqualTo(code);
    }

    @Property(tries = 200)
    void noSingleWrongSymbolGoesUnnoticed(@ForAll("codes") VoucherCode code) {
        for (int place = 0; place < VoucherCode.LENGTH; place++) {
            for (char other : VoucherCode.ALPHABET.toCharArray()) {
                if (other != code.symbols().charAt(place)) {
                    StringBuilder wrong = new StringBuilder(code.symbols());
                    wrong.setCharAt(place, other);
                    assertThat(VoucherCode.parse(wrong.toString())).isNull();
                }
            }
        }
    }

    @Property(tries = 500)
    void noSwapOfTwoSymbolsGoesUnnoticed(@ForAll("codes") VoucherCode code) {
        for (int left = 0; left < VoucherCode.LENGTH; left++) {
            for (int right = left + 1; right < VoucherCode.LENGTH; right++) {
                char first = code.symbols().charAt(left);
                char second = code.symbols().charAt(right);
                if (first != second) {
                    StringBuilder swapped = new StringBuilder(code.symbols());
                    swapped.setCharAt(left, second);
                    swapped.setCharAt(right, first);
                    assertThat(VoucherCode.parse(swapped.toString())).isNull();
                }
            }
        }
    }

    @Property
    void isReadHoweverItIsTyped(@ForAll("codes") VoucherCode code) {
        String typed = "  "
                + code.printed()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('0', 'o')
                        .replace('1', 'l')
                        .replace("-", " \u2013\u00a0")
                + "\n";

        assertThat(VoucherCode.parse(typed)).isEqualTo(code);
        assertThat(VoucherCode.parse(code.symbols().replace('1', 'I').replace('0', 'O')))
                .isEqualTo(code);
    }

    @Property
    void whateverIsTypedIsReadOrRefused(@ForAll String typed) {
        try {
            VoucherCode code = VoucherCode.parse(typed);
            assertThat(code == null || VoucherCode.parse(code.printed()).equals(code))
                    .isTrue();
        } catch (Refused refused) {
            assertThat(refused.type().status()).isEqualTo(400);
        }
    }

    @Example
    void lettersOutsideTheAlphabetAreNoCode() {
        assertThatThrownBy(() -> VoucherCode.parse("UUUU-UUUU-UUUU-UUUU-UUUU")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> VoucherCode.parse("0000-0000-0000-0000")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new VoucherCode("0000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void theLastFourAreReadLikeTheWhole() {
        assertThat(VoucherCode.parseSuffix("oLi7")).isEqualTo("0117");
        for (String bad : List.of("", "123", "12345", "12-4", "UUUU")) {
            assertThatThrownBy(() -> VoucherCode.parseSuffix(bad)).isInstanceOf(Refused.class);
        }
    }

    @Example
    void eachPlaceTakesEachSymbol() {
        Set<String> seen = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String symbols = VoucherCode.random(random).symbols();
            for (int place = 0; place < symbols.length(); place++) {
                seen.add(place + ":" + symbols.charAt(place));
            }
        }

        assertThat(seen).hasSize(VoucherCode.LENGTH * VoucherCode.ALPHABET.length());
    }

    @Example
    void doesNotTellItselfToALog() {
        VoucherCode code = VoucherCode.random(new Random(1));

        assertThat(code.toString()).doesNotContain(code.symbols().substring(0, 4));
        assertThat(new ActivationRequest(code.printed()).toString()).doesNotContain(code.printed());
    }
}
