package io.trunkline.dialer.sip;

/** Which request of a dialog or registration it is (RFC 3261, 20.16). */
public record CSeq(long number, String method) {

    private static final long LARGEST = 0x7FFF_FFFFL;
    private static final int MOST_DIGITS = 10;

    /** @throws SipSyntaxException if it is none, or beyond 2^31 - 1 (8.1.1.5) */
    public static CSeq of(String value) {
        // Of every message: loops instead of patterns.
        String text = value.strip();
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String method = text.substring(digits).strip();
        boolean isSeparated = digits > 0 && digits + method.length() < text.length();
        boolean isToken = !method.isEmpty() && Text.blank(method, 0) < 0;
        if (!isSeparated || !isToken || digits > MOST_DIGITS) {
            throw new SipSyntaxException("CSeq is not acceptable");
        }
        long number = Long.parseLong(text, 0, digits, 10);
        if (number > LARGEST) {
            throw new SipSyntaxException("CSeq is not acceptable");
        }
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
