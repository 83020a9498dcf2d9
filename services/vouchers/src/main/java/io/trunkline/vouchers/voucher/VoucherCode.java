package io.trunkline.vouchers.voucher;

import io.trunkline.kit.problem.Refused;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a voucher: {@code XXXX-XXXX-XXXX-XXXX-XXXX}, nineteen random symbols of five bits each (95 bits) and a
 * check symbol. The alphabet leaves out I, L, O and U, which people take for something else.
 *
 * <p>The check is a weighted sum over GF(32), the field whose elements are the 32 symbols: symbol number <i>i</i> from the
 * right counts <i>x</i><sup>i</sup> times, and the whole must be zero. The weights of the twenty places are all different
 * and never zero, so each single wrong symbol and each swap of two symbols, neighbours or not, is found. The modulus schemes
 * of ISO 7064 need a prime, which would bring symbols into the check that are not in the alphabet.
 *
 * @param symbols the twenty symbols without dashes
 */
public record VoucherCode(String symbols) {

    static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static final int LENGTH = 20;
    static final int SUFFIX = 4;

    private static final int GROUP = 4;
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    /** The primitive polynomial x^5 + x^2 + 1: its powers of x run through all 31 elements but zero. */
    private static final int POLYNOMIAL = 0b100101;

    public VoucherCode {
        if (!isWhole(symbols)) {
            throw new IllegalArgumentException("Not a voucher code");
        }
    }

    /** A new code. The source of randomness must be one that nobody can foretell. */
    public static VoucherCode random(RandomGenerator random) {
        byte[] bytes = new byte[LENGTH - 1];
        random.nextBytes(bytes);
        StringBuilder symbols = new StringBuilder(LENGTH);
        int sum = 0;
        for (byte value : bytes) {
            int symbol = value & MASK;
            symbols.append(ALPHABET.charAt(symbol));
            sum = timesX(sum) ^ symbol;
        }
        symbols.append(ALPHABET.charAt(timesX(sum)));
        return new VoucherCode(symbols.toString());
    }

    /**
     * Reads what somebody has typed: in capitals or not, with spaces and dashes anywhere, O for zero, I or L for one.
     *
     * @return null if it has the form of a code, but its check symbol says that something in it is wrong
     * @throws Refused 400 if it has not even the form
     */
    static @Nullable VoucherCode parse(String typed) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        typed.chars().filter(c -> !separates(c)).map(VoucherCode::meant).forEach(c -> symbols.append((char) c));
        if (symbols.length() != LENGTH || symbols.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            throw Refused.invalid("code", "must be the twenty letters and digits of a voucher");
        }
        String code = symbols.toString();
        return isWhole(code) ? new VoucherCode(code) : null;
    }

    /**
     * Reads the last four symbols, as somebody has typed them.
     *
     * @throws Refused 400 for anything else
     */
    static String parseSuffix(String typed) {
        StringBuilder symbols = new StringBuilder(SUFFIX);
        typed.chars().map(VoucherCode::meant).forEach(c -> symbols.append((char) c));
        if (symbols.length() != SUFFIX || symbols.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            throw Refused.invalid("suffix", "must be the last four letters and digits of a voucher");
        }
        return symbols.toString();
    }

    /** The last four symbols: they tell two vouchers in a drawer apart, and are of no use to anybody else. */
    public String suffix() {
        return symbols.substring(LENGTH - SUFFIX);
    }

    private static boolean separates(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static int meant(int c) {
        int capital = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
        return switch (capital) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> capital;
        };
    }

    private static boolean isWhole(String symbols) {
        int sum = 0;
        for (int i = 0; i < symbols.length(); i++) {
            int symbol = ALPHABET.indexOf(symbols.charAt(i));
            if (symbol < 0) {
                return false;
            }
            sum = timesX(sum) ^ symbol;
        }
        return symbols.length() == LENGTH && sum == 0;
    }

    /** Multiplies in GF(32), where addition is exclusive or. */
    private static int timesX(int element) {
        int shifted = element << 1;
        return shifted > MASK ? shifted ^ POLYNOMIAL : shifted;
    }

    /** As it is printed, in groups of four. */
    public String printed() {
        StringBuilder printed = new StringBuilder(LENGTH + LENGTH / GROUP);
        for (int start = 0; start < LENGTH; start += GROUP) {
            printed.append(start == 0 ? "" : "-").append(symbols, start, start + GROUP);
        }
        return printed.toString();
    }

    /** Says nothing: a code is money, and whatever has a text ends up in a log one day. */
    @Override
    public String toString() {
        return "VoucherCode[hidden]";
    }
}
