package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final long LARGEST = 999_999_999_999_999L;

    @ParameterizedTest
    @CsvSource({"5,EUR,500", "5.0,EUR,500", "5.00,EUR,500", "-0.01,EUR,-1", "7,JPY,7", "1.234,KWD,1234", "0,EUR,0"})
    void isAnIntegerOfTheSmallestUnit(String amount, String currency, long minor) {
        assertThat(Money.of(amount, currency).minor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "5.001,EUR",
        "0.5,JPY",
        "1e3,EUR",
        "' 5',EUR",
        "+5,EUR",
        "'',EUR",
        "NaN,EUR",
        "5,EURO",
        "5,eur",
        "5,XXX",
        "999999999999999999999,EUR",
        "999999999999999999,EUR",
        "٥,EUR"
    })
    void isRefusedWhereItWouldHaveToBeGuessedOrRounded(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
    }

    @Property
    void survivesItsText(@ForAll @LongRange(min = -LARGEST, max = LARGEST) long minor) {
        for (String currency : new String[] {"EUR", "JPY", "KWD"}) {
            Money money = Money.ofMinor(minor, currency);
            assertThat(Money.of(money.amount(), currency)).isEqualTo(money);
        }
    }

    @Property
    void addsExactly(
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long one,
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long other) {
        assertThat(Money.ofMinor(one, "EUR").plus(Money.ofMinor(other, "EUR")).minor())
                .isEqualTo(one + other);
    }

    @Test
    void neverMixesCurrenciesOrOverflows() {
        Money euro = Money.ofMinor(Long.MAX_VALUE, "EUR");

        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(Money.ofMinor(1, "USD")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> euro.plus(Money.ofMinor(1, "EUR")));
    }
}
