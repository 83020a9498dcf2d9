package io.trunkline.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A telephone number in the international form of ITU-T E.164: {@code +} and 7 to 15 digits.
 *
 * <p>What people type is read by {@code PhoneNumbers} of the service kit; this type only holds what is already normal.
 *
 * @throws IllegalArgumentException if the text is not of that form
 */
public record E164(@JsonValue String number) {

    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public E164 {
        if (!FORM.matcher(number).matches()) {
            throw new IllegalArgumentException("Not a number in the form of E.164");
        }
    }

    @JsonCreator
    public static E164 of(String number) {
        return new E164(number);
    }

    /** Enough to recognise one's own number, too little to learn somebody else's: {@code +4479*****123}. */
    public String masked() {
        int shown = 5;
        int tail = 3;
        int hidden = Math.max(0, number.length() - shown - tail);
        return number.substring(0, Math.min(shown, number.length() - tail))
                + "*".repeat(hidden)
                + number.substring(number.length() - tail);
    }

    /** Masked, so that a number never reaches a log by accident. */
    @Override
    public String toString() {
        return masked();
    }
}
