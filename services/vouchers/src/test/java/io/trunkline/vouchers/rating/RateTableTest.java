package io.trunkline.vouchers.rating;

import static io.trunkline.vouchers.rating.Rates.perMinute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.events.E164;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {

    private static final Rate RATE = perMinute("1", 60, 60);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsEveryPrefixOfANumberLongestFirst(long seed) {
        Random random = new Random(seed);
        TreeSet<String> prefixes = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            prefixes.add(digits(random, 1 + random.nextInt(15)));
        }
        RateTable table = tableOf(prefixes);

        for (int i = 0; i < 2_000; i++) {
            String number = "1" + digits(random, 6 + random.nextInt(9));
            List<String> expected = IntStream.iterate(number.length(), length -> length > 0, length -> length - 1)
                    .mapToObj(length -> number.substring(0, length))
                    .filter(prefixes::contains)
                    .toList();

            assertThat(table.candidates(E164.of("+" + number)))
                    .extracting(RateTable.Candidate::prefix)
                    .isEqualTo(expected);
        }
    }

    @Test
    void holdsAMillionPrefixes() {
        RateTable.Builder builder = new RateTable.Builder();
        for (int i = 0; i < 1_000_000; i++) {
            builder.add("%07d".formatted(1_000_000 + i), RATE);
        }
        RateTable table = builder.build();

        assertThat(table.size()).isEqualTo(1_000_000);
        assertThat(table.candidates(E164.of("+1234567890")))
                .extracting(RateTable.Candidate::prefix)
                .containsExactly("1234567");
        assertThat(table.candidates(E164.of("+2000000000"))).isEmpty();
    }

    @Test
    void keepsEqualRatesOnce() {
        RateTable table = new RateTable.Builder()
                .add("1", perMinute("1", 60, 60))
                .add("2", perMinute("1", 60, 60))
                .build();

        assertThat(table.candidates(E164.of("+1000000000")).getFirst().rate())
                .isSameAs(table.candidates(E164.of("+2000000000")).getFirst().rate());
    }

    @Test
    void takesPrefixesInTheirOrderOnly() {
        assertThatThrownBy(() -> new RateTable.Builder().add("2", RATE).add("10", RATE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateTable.Builder().add("", RATE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateTable.Builder().add("1234567890123456", RATE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateTable.Builder().add("+1", RATE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RateTable tableOf(SortedSet<String> prefixes) {
        RateTable.Builder builder = new RateTable.Builder();
        prefixes.forEach(prefix -> builder.add(prefix, RATE));
        return builder.build();
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(2));
        }
        return digits.toString();
    }
}
