package io.trunkline.dialer.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields of a message, in their order. Never change. */
public final class Headers {

    private static final int MOST_DIGITS = 10;

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** A value by its name. What stood in one line with commas are several of these. */
    public record Field(String name, String value) {}

    /** None. */
    public static final Headers NONE = builder().build();

    public static Builder builder() {
        return new Builder();
    }

    /** To be changed into others. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.fields.addAll(fields);
        return builder;
    }

    public List<Field> fields() {
        return fields;
    }

    /** Null if there is none. */
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** @throws SipSyntaxException if there is none */
    public String required(String name) {
        String value = first(name);
        if (value == null) {
            throw new SipSyntaxException(name + " is missing");
        }
        return value;
    }

    /** The number with which a field such as Min-SE or Retry-After begins; null if there is none. */
    public @Nullable Long number(String name) {
        String value = first(name);
        int end = 0;
        while (value != null && end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            end++;
        }
        return value == null || end == 0 || end > MOST_DIGITS ? null : Long.valueOf(value.substring(0, end));
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Whether a list such as Supported has it; letters do not matter. */
    public boolean has(String name, String token) {
        for (Field field : fields) {
            if (field.name().equals(name) && field.value().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers headers && headers.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    /** Headers in the making. */
    public static final class Builder {

        private final List<Field> fields = new ArrayList<>();

        /** @throws SipSyntaxException for a value with a line break: it would begin another field */
        public Builder add(String name, String value) {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
                throw new SipSyntaxException(name + " has a line break");
            }
            fields.add(new Field(name, value));
            return this;
        }

        /** Instead of all of that name. */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /** Instead of the first of that name, at its place. There must be one. */
        Builder replaceFirst(String name, String value) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    fields.set(i, new Field(name, value));
                    return this;
                }
            }
            throw new IllegalArgumentException("No " + name);
        }

        /** All of them, behind what is there. */
        public Builder addAll(Headers others) {
            fields.addAll(others.fields);
            return this;
        }

        public Builder remove(String name) {
            fields.removeIf(field -> field.name().equals(name));
            return this;
        }

        int size() {
            return fields.size();
        }

        public Headers build() {
            return new Headers(fields);
        }
    }
}
