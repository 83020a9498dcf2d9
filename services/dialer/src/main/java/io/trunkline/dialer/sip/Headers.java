package io.trunkline.dialer.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields of a message, in their order. Never change. */
public final class Headers {

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** A value by its name. What stood in one line with commas are several of these. */
    public record Field(String name, String value) {}

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

    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /** Whether a list such as Supported has it; letters do not matter. */
    public boolean has(String name, String token) {
        return all(name).stream().anyMatch(value -> value.equalsIgnoreCase(token));
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
