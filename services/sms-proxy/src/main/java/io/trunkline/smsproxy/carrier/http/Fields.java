package io.trunkline.smsproxy.carrier.http;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import org.jspecify.annotations.Nullable;

/** What a carrier tells, by name, whether it came as a form or as JSON. */
public interface Fields {

    /**
     * A text, or the text of a number or a boolean; null without one.
     *
     * @throws WebhookRefused if there are several
     */
    @Nullable
    String value(String name);

    /** Whether it is there at all, whatever it is. */
    boolean has(String name);

    /** Something that is told apart by it: not empty, and nothing but printable characters. */
    default String identifier(String name) {
        String value = value(name);
        if (value == null || !isIdentifier(value)) {
            throw WebhookRefused.unreadable(name + " is missing or is no identifier");
        }
        return value;
    }

    /** A telephone number, a short code or a sender's name, as the carrier writes it. */
    default String number(String name) {
        String number = identifier(name);
        if (number.length() > 18) {
            throw WebhookRefused.unreadable(name + " is longer than any number");
        }
        return number;
    }

    /** Null if it is missing or empty. */
    default @Nullable String optional(String name) {
        String value = value(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** A message's text, which may be empty or missing. Without the one character that no database takes. */
    default String text(String name) {
        String value = value(name);
        if (value == null && has(name)) {
            throw WebhookRefused.unreadable(name + " is no text");
        }
        return value == null ? "" : value.replace("\0", "");
    }

    /** A code of a failure as it can be stored; null without one. */
    default @Nullable String code(String name) {
        String code = optional(name);
        return code != null && code.length() <= 50 && isIdentifier(code) ? code : null;
    }

    /**
     * A whole number.
     *
     * @throws WebhookRefused if it is missing, none, or outside of the bounds
     */
    default int integer(String name, int least, int greatest) {
        String value = value(name);
        if (value != null && value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= greatest) {
                return number;
            }
        }
        throw WebhookRefused.unreadable(name + " is no number from " + least + " to " + greatest);
    }

    static boolean isIdentifier(String value) {
        return !value.isBlank() && value.length() <= 200 && value.chars().noneMatch(Character::isISOControl);
    }
}
