package io.trunkline.smsproxy.carrier.http;

/** Telephone numbers as carriers want them. */
public final class Numbers {

    private Numbers() {}

    /** An E.164 number in digits only; a short code or a name as it is. */
    public static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
