package io.trunkline.kit.csv;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes CSV (RFC 4180). */
public final class Csv {

    private Csv() {}

    /** With its end. Null is an empty field. */
    public static String line(@Nullable String... fields) {
        return Stream.of(fields).map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
