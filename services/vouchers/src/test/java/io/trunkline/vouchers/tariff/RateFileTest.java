package io.trunkline.vouchers.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.rating.Access;
import io.trunkline.vouchers.rating.Band;
import io.trunkline.vouchers.rating.DestinationKind;
import io.trunkline.vouchers.rating.Rate;
import io.trunkline.vouchers.rating.UnitPrice;
import io.trunkline.vouchers.tariff.ImportReport.Finding;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFileTest {

    private static final String HEADER = "prefix,destination,kind,per_minute\n";

    @Test
    void everyColumnIsRead() {
        RateFile file = read("""
                \uFEFFvalid_until,valid_from,until,from,days,per_segment,increment_seconds,minimum_seconds,per_minute,setup_fee,\
                access,kind,destination,prefix\r
                2027-02-01T00:00:00Z,2027-01-01T00:00:00Z,06:00,22:30,fri-sun wed,0.055,6,30,0.0125,0.05,charged,\
                national-mobile,"Spain, mobile",+346\r
                """);

        assertThat(file.findings()).isEmpty();
        assertThat(file.lines())
                .containsExactly(new RateLine(
                        2,
                        "346",
                        new Rate(
                                "Spain, mobile",
                                DestinationKind.NATIONAL_MOBILE,
                                Access.CHARGED,
                                new UnitPrice(50_000),
                                new UnitPrice(12_500),
                                30,
                                6,
                                new UnitPrice(55_000),
                                new Band(
                                        Set.of(
                                                DayOfWeek.WEDNESDAY,
                                                DayOfWeek.FRIDAY,
                                                DayOfWeek.SATURDAY,
                                                DayOfWeek.SUNDAY),
                                        LocalTime.of(22, 30),
                                        LocalTime.of(6, 0)),
                                Instant.parse("2027-01-01T00:00:00Z"),
                                Instant.parse("2027-02-01T00:00:00Z"))));
    }

    @Test
    void everyWrongColumnOfEveryLineIsNamed() {
        RateFile file = read(HEADER + """
                34,Spain,national-landline,0.01
                x,Spain,nearby,0.0000001

                34,=cmd(),special,
                34,Spain
                """);

        assertThat(file.lines()).extracting(RateLine::number).containsExactly(2);
        assertThat(file.findings())
                .extracting(Finding::line, Finding::column)
                .containsExactly(
                        tuple(3, "prefix"),
                        tuple(3, "kind"),
                        tuple(3, "per_minute"),
                        tuple(5, "destination"),
                        tuple(5, "per_minute"),
                        tuple(6, null));
    }

    @ParameterizedTest
    @CsvSource({
        "minimum_seconds, -1",
        "minimum_seconds, 1e3",
        "per_segment, 0x10",
        "setup_fee, -1",
        "setup_fee, 10000000",
        "days, someday",
        "days, mon-",
        "from, 25:00",
        "until, noon",
        "valid_from, tomorrow",
        "valid_until, +1000000000-12-31T23:59:59Z",
        "access, perhaps"
    })
    void whatIsNotAcceptableIsRefusedWithItsColumn(String column, String value) {
        RateFile file =
                read("prefix,destination,kind,per_minute,%s\n34,Spain,special,0.01,%s\n".formatted(column, value));

        assertThat(file.lines()).isEmpty();
        assertThat(file.findings()).extracting(Finding::line, Finding::column).containsExactly(tuple(2, column));
    }

    @Test
    void contradictionsOfColumnsAreRefused() {
        RateFile file = read("""
                prefix,destination,kind,access,per_minute,increment_seconds,valid_from,valid_until
                34,Spain,special,free,0.01,1,,
                34,Spain,special,charged,0.01,0,,
                34,Spain,special,charged,0.01,1,2027-01-01T00:00:00Z,2027-01-01T00:00:00Z
                """);

        assertThat(file.lines()).isEmpty();
        assertThat(file.findings()).extracting(Finding::line).containsExactly(2, 3, 4);
    }

    @Test
    void aHeaderThatIsNotOursIsRefusedAsAWhole() {
        RateFile file = read("prefix,prefix,colour\n34,34,red\n");

        assertThat(file.lines()).isEmpty();
        assertThat(file.findings())
                .extracting(Finding::line, Finding::column)
                .containsExactly(tuple(1, "prefix"), tuple(1, "colour"), tuple(1, "destination"), tuple(1, "kind"));
        assertThat(read("").findings()).extracting(Finding::column).containsExactly("prefix", "destination", "kind");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> RateFile.read(new byte[] {'p', (byte) 0xFF})).isInstanceOf(Refused.class);
    }

    /** Whatever comes, there is a report, or a refusal. */
    @Test
    void noBytesBreakIt() {
        Random random = new Random(7);
        List<String> parts = List.of("\"", ",", "\n", "\r", "34", "Spain", "special", "0.01", "\u0000", "é", "-", " ");
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? HEADER : "");
            for (int part = random.nextInt(40); part > 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }

            RateFile file = read(text.toString());

            assertThat(file.lines())
                    .allSatisfy(line -> assertThat(line.prefix()).matches("[0-9]{1,15}"));
        }
    }

    private static RateFile read(String text) {
        return RateFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
