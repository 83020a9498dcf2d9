package io.trunkline.dialer.sip;

/** Which request of a dialog or registration it is (RFC 3261, 20.16). */
public record CSeq(long number, String method) {

    private static final long LARGEST = 0x7FFF_FFFFL;
    private static final int MOST_DIGITS = 10;

    /** @throws SipSyntaxException if it is none, or beyond 2^31 - 1 (8.1.1.5) */
    public static CSeq of(String value) {
        String[] parts = value.strip().split("[ \t]+", -1);
        boolean isNumber = parts.length == 2
                && !parts[0].isEmpty()
                && parts[0].length() <= MOST_DIGITS
                && parts[0].chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Long.parseLong(parts[0]) > LARGEST || parts[1].isEmpty()) {
            throw new SipSyntaxException("CSeq is not acceptable");
        }
        return new CSeq(Long.parseLong(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
