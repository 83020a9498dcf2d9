package io.trunkline.vouchers.tariff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.rating.Access;
import io.trunkline.vouchers.rating.Band;
import io.trunkline.vouchers.rating.DestinationKind;
import io.trunkline.vouchers.rating.Rate;
import io.trunkline.vouchers.rating.UnitPrice;
import io.trunkline.vouchers.tariff.ImportReport.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rates as CSV (RFC 4180, UTF-8, with a header): those that can be read, and what is wrong with the others. */
final class RateFile {

    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int HEADER = 1;
    private static final Pattern PREFIX = Pattern.compile("\\+?[0-9]{1,15}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
    /** Of years that the database has, too. */
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9:.T-]{4,25}Z");
    /** As the texts of batches: no spreadsheet takes them for a formula. */
    private static final Pattern DESTINATION = Pattern.compile("[\\p{L}\\p{N}][^\\p{Cntrl}]{0,99}");

    private enum Column {
        PREFIX(true),
        DESTINATION(true),
        KIND(true),
        ACCESS(false),
        SETUP_FEE(false),
        PER_MINUTE(false),
        MINIMUM_SECONDS(false),
        INCREMENT_SECONDS(false),
        PER_SEGMENT(false),
        DAYS(false),
        FROM(false),
        UNTIL(false),
        VALID_FROM(false),
        VALID_UNTIL(false);

        private final boolean isRequired;

        Column(boolean isRequired) {
            this.isRequired = isRequired;
        }

        String header() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<RateLine> lines = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private RateFile() {}

    /** @throws Refused 400 if it is not UTF-8 */
    static RateFile read(byte[] bytes) {
        RateFile file = new RateFile();
        try (MappingIterator<String[]> rows = CSV.readerFor(String[].class).readValues(textOf(bytes))) {
            file.read(rows);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return file;
    }

    List<RateLine> lines() {
        return lines;
    }

    List<Finding> findings() {
        return findings;
    }

    private static String textOf(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw new Refused(KitProblem.MALFORMED_REQUEST, "The file is not UTF-8");
        }
    }

    private void read(MappingIterator<String[]> rows) throws IOException {
        int line = HEADER;
        try {
            List<Column> columns = columns(rows.hasNextValue() ? rows.nextValue() : new String[0]);
            boolean isOurs = findings.isEmpty();
            for (line++; isOurs && rows.hasNextValue(); line++) {
                readLine(line, columns, rows.nextValue());
            }
        } catch (JsonProcessingException noCsv) {
            findings.add(new Finding(line, null, "is not CSV from here on"));
        }
    }

    private List<Column> columns(String[] header) {
        Set<String> names = Arrays.stream(Column.values()).map(Column::header).collect(Collectors.toSet());
        List<Column> columns = new ArrayList<>();
        for (String text : header) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
                findings.add(new Finding(HEADER, shortened(name), "is not a column of rates"));
            } else if (columns.contains(Column.valueOf(name.toUpperCase(Locale.ROOT)))) {
                findings.add(new Finding(HEADER, name, "stands there twice"));
            } else {
                columns.add(Column.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        for (Column column : Column.values()) {
            if (column.isRequired && !columns.contains(column)) {
                findings.add(new Finding(HEADER, column.header(), "is missing"));
            }
        }
        return columns;
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 40));
    }

    private void readLine(int line, List<Column> columns, String[] values) {
        boolean isEmpty = values.length == 0 || (values.length == 1 && values[0].isBlank());
        if (isEmpty) {
            return;
        }
        if (values.length != columns.size()) {
            findings.add(
                    new Finding(line, null, "has %d values for %d columns".formatted(values.length, columns.size())));
            return;
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        for (int i = 0; i < values.length; i++) {
            texts.put(columns.get(i), values[i].strip());
        }
        new Line(line, texts).read();
    }

    /** One line; findings of all its columns are collected before it is given up. */
    private final class Line {

        private final int number;
        private final Map<Column, String> texts;
        private final Set<Column> wrong = new HashSet<>();

        Line(int number, Map<Column, String> texts) {
            this.number = number;
            this.texts = texts;
        }

        void read() {
            String prefix = value(Column.PREFIX, RateFile::prefix, "");
            String destination = value(Column.DESTINATION, RateFile::destination, "");
            DestinationKind kind = value(Column.KIND, RateFile::kind, DestinationKind.SPECIAL);
            Access access = value(Column.ACCESS, RateFile::access, Access.CHARGED);
            UnitPrice setupFee = value(Column.SETUP_FEE, UnitPrice::parse, UnitPrice.NOTHING);
            UnitPrice perMinute = value(Column.PER_MINUTE, UnitPrice::parse, UnitPrice.NOTHING);
            int minimum = value(Column.MINIMUM_SECONDS, RateFile::seconds, 0);
            int increment = value(Column.INCREMENT_SECONDS, RateFile::seconds, 1);
            UnitPrice perSegment = optional(Column.PER_SEGMENT, UnitPrice::parse);
            var days = value(Column.DAYS, Days::parse, Band.ALWAYS.days());
            LocalTime from = value(Column.FROM, RateFile::time, LocalTime.MIDNIGHT);
            LocalTime until = value(Column.UNTIL, RateFile::time, LocalTime.MIDNIGHT);
            Instant validFrom = optional(Column.VALID_FROM, RateFile::moment);
            Instant validUntil = optional(Column.VALID_UNTIL, RateFile::moment);
            requirePrice(access);
            if (!wrong.isEmpty()) {
                return;
            }
            try {
                Band band = new Band(days, from, until);
                Rate rate = new Rate(
                        destination,
                        kind,
                        access,
                        setupFee,
                        perMinute,
                        minimum,
                        increment,
                        perSegment,
                        band,
                        validFrom,
                        validUntil);
                lines.add(new RateLine(number, prefix, rate));
            } catch (IllegalArgumentException contradiction) {
                findings.add(new Finding(number, null, String.valueOf(contradiction.getMessage())));
            }
        }

        /** A price that was forgotten must not make calls free. */
        private void requirePrice(Access access) {
            if (access == Access.CHARGED && text(Column.PER_MINUTE).isEmpty()) {
                refuse(Column.PER_MINUTE, "is missing");
            }
        }

        private <T> T value(Column column, Function<String, T> parser, T absent) {
            T value = optional(column, parser);
            if (value == null && column.isRequired && !wrong.contains(column)) {
                refuse(column, "is missing");
            }
            return value == null ? absent : value;
        }

        private <T> @Nullable T optional(Column column, Function<String, T> parser) {
            String text = text(column);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException refused) {
                refuse(column, String.valueOf(refused.getMessage()));
                return null;
            }
        }

        private String text(Column column) {
            return texts.getOrDefault(column, "");
        }

        private void refuse(Column column, String reason) {
            wrong.add(column);
            findings.add(new Finding(number, column.header(), reason));
        }
    }

    private static String prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 15 digits of an international number");
        }
        return text.startsWith("+") ? text.substring(1) : text;
    }

    private static String destination(String text) {
        if (!DESTINATION.matcher(text).matches()) {
            throw new IllegalArgumentException("must begin with a letter or digit, and have at most 100 characters");
        }
        return text;
    }

    private static DestinationKind kind(String text) {
        return oneOf(DestinationKind.values(), DestinationKind::text, text);
    }

    private static Access access(String text) {
        return oneOf(Access.values(), Access::text, text);
    }

    private static <T> T oneOf(T[] values, Function<T, String> name, String text) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }

    private static int seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number of seconds");
        }
        return Integer.parseInt(text);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException other) {
            throw new IllegalArgumentException("must be a time of the day like 18:30", other);
        }
    }

    private static Instant moment(String text) {
        if (!MOMENT.matcher(text).matches()) {
            throw noMoment(null);
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException other) {
            throw noMoment(other);
        }
    }

    private static IllegalArgumentException noMoment(@Nullable Exception cause) {
        return new IllegalArgumentException("must be a moment like 2027-01-01T00:00:00Z", cause);
    }
}
