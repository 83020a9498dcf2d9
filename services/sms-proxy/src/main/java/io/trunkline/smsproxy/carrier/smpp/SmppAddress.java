package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;

/** A number or a name with its kind: SMPP 3.4 §5.2.5 to §5.2.9. */
record SmppAddress(int ton, int npi, String address) {

    private static final int INTERNATIONAL = 1;
    private static final int LONGEST = 20;
    private static final int LONGEST_NAME = 11;

    /** @throws CarrierFailure if no centre takes it */
    static SmppAddress of(String number, SmppConfig.Numbering numbering) {
        if (number.startsWith("+")) {
            return new SmppAddress(
                    numbering.internationalTon(), numbering.internationalNpi(), digits(number.substring(1)));
        }
        if (isDigits(number)) {
            return new SmppAddress(numbering.shortCodeTon(), numbering.shortCodeNpi(), digits(number));
        }
        return new SmppAddress(numbering.nameTon(), numbering.nameNpi(), name(number));
    }

    /** As it is written outside of SMPP. */
    static String read(int ton, String address) {
        return ton == INTERNATIONAL && isDigits(address) ? "+" + address : address;
    }

    private static String digits(String number) {
        if (!isDigits(number) || number.length() > LONGEST) {
            throw CarrierFailure.rejected("bad-number", "Neither a number nor a name");
        }
        return number;
    }

    private static String name(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw CarrierFailure.rejected("bad-name", "A name has up to 11 plain letters and digits");
        }
        return name;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "SmppAddress[" + ton + "/" + npi + "]";
    }
}
