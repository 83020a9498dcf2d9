package io.trunkline.smsproxy;

import io.trunkline.events.E164;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.Refused;
import org.jspecify.annotations.Nullable;

/** Reads numbers as carriers write them: E.164 with and without its plus, and the national form. */
public final class WrittenNumbers {

    /** Shorter ones are short codes: machines. */
    private static final int SHORTEST = 8;

    private WrittenNumbers() {}

    /**
     * Null if it is not a number that could be written to.
     *
     * @param region the country whose national form is understood; null for none
     */
    public static @Nullable E164 read(String text, @Nullable String region) {
        String digits = text.strip();
        if (!digits.matches("\\+?[0-9]+") || digits.length() < SHORTEST) {
            return null;
        }
        if (digits.startsWith("+")) {
            return parsed(digits, null);
        }
        E164 international = digits.startsWith("0") ? null : parsed("+" + digits, null);
        E164 national = region == null ? null : parsed(digits, region);
        return likelier(international, national);
    }

    /** Ten digits of an American number are an Egyptian one that could exist, but does not. */
    private static @Nullable E164 likelier(@Nullable E164 international, @Nullable E164 national) {
        if (international == null || national == null) {
            return international == null ? national : international;
        }
        return !PhoneNumbers.isAssigned(international) && PhoneNumbers.isAssigned(national) ? national : international;
    }

    private static @Nullable E164 parsed(String digits, @Nullable String region) {
        try {
            return PhoneNumbers.parse(digits, region, "number");
        } catch (Refused noNumber) {
            return null;
        }
    }
}
