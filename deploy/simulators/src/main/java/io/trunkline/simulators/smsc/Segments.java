package io.trunkline.simulators.smsc;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as a telephone sends it: in the alphabet of telephones if that has all of it, else in UCS-2, and in as many parts
 * as it needs.
 *
 * @param octets of each part, without its header; one part at least
 */
record Segments(Alphabet alphabet, List<byte[]> octets) {

    /** Octets in SMPP, where each septet takes one: 3GPP TS 23.040 §9.2.3.24.1 leaves so much beside a header of 6. */
    private static final int LONGEST_GSM = 160;

    private static final int LONGEST_GSM_PART = 153;
    private static final int LONGEST_UCS_2 = 140;
    private static final int LONGEST_UCS_2_PART = 134;

    static Segments of(String text) {
        return Alphabet.GSM_7.has(text)
                ? of(text, Alphabet.GSM_7, LONGEST_GSM, LONGEST_GSM_PART)
                : of(text, Alphabet.UCS_2, LONGEST_UCS_2, LONGEST_UCS_2_PART);
    }

    private static Segments of(String text, Alphabet alphabet, int longest, int longestPart) {
        byte[] whole = alphabet.encode(text);
        return new Segments(alphabet, whole.length <= longest ? List.of(whole) : cut(text, alphabet, longestPart));
    }

    /** Between characters, never within an escaped one or a pair of surrogates. */
    private static List<byte[]> cut(String text, Alphabet alphabet, int longest) {
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        text.codePoints().mapToObj(Character::toString).map(alphabet::encode).forEach(character -> {
            if (open.size() + character.length > longest) {
                parts.add(open.toByteArray());
                open.reset();
            }
            open.writeBytes(character);
        });
        parts.add(open.toByteArray());
        return List.copyOf(parts);
    }

    int count() {
        return octets.size();
    }

    /**
     * One of several with its user data header.
     *
     * @param reference only its last 8 bits count
     * @param number from 1
     */
    byte[] withHeader(int reference, int number) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) count(), (byte) number});
        data.writeBytes(octets.get(number - 1));
        return data.toByteArray();
    }
}
