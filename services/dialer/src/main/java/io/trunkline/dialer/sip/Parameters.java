package io.trunkline.dialer.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows a value after semicolons, such as {@code ;tag=1928301774;lr}. Names in small letters, in their order. */
public final class Parameters {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** @param text from the first semicolon on, or nothing; of a name that comes twice the first counts */
    static Parameters of(String text) {
        return text.isBlank() ? NONE : separated(text, ';');
    }

    /** The same with commas, as challenges have them. */
    static Parameters ofList(String text) {
        return separated(text, ',');
    }

    private static Parameters separated(String text, char separator) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : Text.split(text, separator)) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                String name =
                        (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
                String value = equals < 0
                        ? ""
                        : Text.unquoted(part.substring(equals + 1).strip());
                values.putIfAbsent(name, value);
            }
        }
        return new Parameters(values);
    }

    /** Empty if it stands there without a value, null if it does not stand there. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** With that one instead of what stood there, at its place; at the end if it is new. */
    Parameters with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Parameters(changed);
    }

    /** As they follow a value, each with its semicolon. */
    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            text.append(';').append(name);
            if (!value.isEmpty()) {
                text.append('=').append(Text.isToken(value) ? value : Text.quoted(value));
            }
        });
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && parameters.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
