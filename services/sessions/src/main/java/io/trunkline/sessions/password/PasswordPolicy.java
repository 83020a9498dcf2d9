package io.trunkline.sessions.password;

import io.trunkline.kit.problem.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are accepted: long enough, and not what everybody knows of the account. No rules on kinds of characters,
 * they make passwords worse (NIST SP 800-63B §3.1.1.2).
 */
public final class PasswordPolicy {

    /** In characters of Unicode, after normalisation. */
    public static final int SHORTEST = 8;

    public static final int LONGEST = 256;

    private PasswordPolicy() {}

    /**
     * @param field where the password stands in the request
     * @param names what the account is known by; null ones do not count
     * @throws Refused 400, pointing at the field
     */
    public static void require(String password, String field, @Nullable String... names) {
        String normal = Passwords.normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refused.invalid(field, "must have 8 to 256 characters");
        }
        boolean known = Arrays.stream(names).filter(Objects::nonNull).anyMatch(name -> bare(name)
                .equals(bare(normal)));
        if (known) {
            throw Refused.invalid(field, "must not be the login or the phone number");
        }
    }

    /** {@code +44 7700 900123} and {@code 447700900123} are the same to whoever guesses. */
    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
