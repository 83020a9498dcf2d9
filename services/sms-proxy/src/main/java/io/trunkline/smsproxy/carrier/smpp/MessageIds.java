package io.trunkline.smsproxy.carrier.smpp;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How the ids in a centre's receipts relate to those in its answers. Both are brought to one form in which they can be
 * compared: neither letter case nor leading zeros matter.
 */
public enum MessageIds {
    AS_ANSWERED(0, 0),
    /** The answer has them in hexadecimal digits, the receipt in decimal ones. */
    DECIMAL_FOR_HEX(16, 10),
    /** The reverse. */
    HEX_FOR_DECIMAL(10, 16);

    private final int answerRadix;
    private final int receiptRadix;

    MessageIds(int answerRadix, int receiptRadix) {
        this.answerRadix = answerRadix;
        this.receiptRadix = receiptRadix;
    }

    /** Of a submit_sm_resp, and of what repeats it. */
    String ofAnswer(String id) {
        return normal(id, answerRadix);
    }

    /** Of a receipt's text. */
    String ofReceipt(String id) {
        return normal(id, receiptRadix);
    }

    /** Whether receipts write ids in another way than answers. */
    boolean differ() {
        return answerRadix != receiptRadix;
    }

    private static String normal(String id, int radix) {
        String plain = id.strip().toLowerCase(Locale.ROOT);
        return radix == 0 ? withoutZeros(plain) : decimal(plain, radix);
    }

    private static String withoutZeros(String id) {
        int digit = 0;
        while (digit < id.length() - 1 && id.charAt(digit) == '0') {
            digit++;
        }
        return id.substring(digit);
    }

    /** An id that is no such number after all is left as it is. */
    private static String decimal(String id, int radix) {
        try {
            return new BigInteger(id, radix).toString();
        } catch (NumberFormatException noNumber) {
            return withoutZeros(id);
        }
    }
}
