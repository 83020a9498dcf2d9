package io.trunkline.sessions.account;

import io.trunkline.events.E164;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.Refused;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody types to sign in: a phone or a login, in the one form in which it is stored. A login begins with a letter, a
 * phone never does.
 *
 * @param text canonical; of something that is neither, as typed
 */
public record SignInName(@Nullable E164 phone, @Nullable String login, String text) {

    private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9._-]{1,47}");

    /** Never fails: what is neither simply belongs to nobody. */
    public static SignInName parse(String typed, @Nullable String region) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        if (LOGIN.matcher(lower).matches()) {
            return new SignInName(null, lower, lower);
        }
        try {
            E164 phone = PhoneNumbers.parse(typed, region, "username");
            return new SignInName(phone, null, phone.number());
        } catch (Refused neither) {
            return new SignInName(null, null, lower);
        }
    }

    /** Without what was typed: it may be a password in the wrong field. */
    @Override
    public String toString() {
        return "SignInName";
    }
}
