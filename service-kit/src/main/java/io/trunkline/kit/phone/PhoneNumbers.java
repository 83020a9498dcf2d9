package io.trunkline.kit.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.Refused;
import org.jspecify.annotations.Nullable;

/** Reads telephone numbers as people type them. */
public final class PhoneNumbers {

    /** Longer input is no number, and is not worth a parser's time. */
    private static final int LONGEST = 40;

    private static final PhoneNumberUtil PARSER = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /**
     * @param region ISO 3166 code of the country whose national form is understood; null understands only the
     *     international one
     * @throws Refused 400, pointing at {@code field}, if it is no number that could exist
     */
    public static E164 parse(String text, @Nullable String region, String field) {
        if (text.length() <= LONGEST) {
            try {
                PhoneNumber number = PARSER.parse(text, region);
                if (PARSER.isPossibleNumber(number) && !number.hasExtension()) {
                    return new E164(PARSER.format(number, PhoneNumberFormat.E164));
                }
            } catch (NumberParseException | IllegalArgumentException noNumber) {
                throw notANumber(field);
            }
        }
        throw notANumber(field);
    }

    /**
     * ISO 3166 code of the country that a number belongs to; of several that share a calling code the largest, where the number
     * tells no more. Null if it belongs to no country.
     */
    public static @Nullable String regionOf(E164 number) {
        try {
            PhoneNumber parsed = PARSER.parse(number.number(), null);
            String exact = PARSER.getRegionCodeForNumber(parsed);
            String region = exact == null ? PARSER.getRegionCodeForCountryCode(parsed.getCountryCode()) : exact;
            return region.matches("[A-Z]{2}") && !region.equals("ZZ") ? region : null;
        } catch (NumberParseException unassigned) {
            return null;
        }
    }

    /** Whether the number lies in a range that is in use, as far as is known: more than that it could exist. */
    public static boolean isAssigned(E164 number) {
        try {
            return PARSER.isValidNumber(PARSER.parse(number.number(), null));
        } catch (NumberParseException unassigned) {
            return false;
        }
    }

    private static Refused notANumber(String field) {
        return Refused.invalid(field, "is not a telephone number; write it like +447700900123");
    }
}
