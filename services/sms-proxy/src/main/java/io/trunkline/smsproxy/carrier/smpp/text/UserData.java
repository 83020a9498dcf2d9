package io.trunkline.smsproxy.carrier.smpp.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a short message carries, apart from its header: 3GPP TS 23.040 §9.2.3.24.
 *
 * @param part its place in a longer message, if the header tells one
 */
@SuppressWarnings("ArrayRecordComponent") // It is read at once and never compared.
public record UserData(byte[] text, @Nullable Part part) {

    static final int CONCATENATED_8_BIT = 0x00;
    static final int CONCATENATED_16_BIT = 0x08;

    public static UserData withoutHeader(byte[] octets) {
        return new UserData(octets, null);
    }

    /**
     * Elements that are not known are passed over, and those after a broken one as well. A header that is longer than the
     * message is none: all of it is taken for text. Refusing it would only make the centre send it again, for ever, and
     * somebody's words behind a few odd characters are better than no words.
     */
    public static UserData withHeader(byte[] octets) {
        int end = octets.length == 0 ? 1 : 1 + (octets[0] & 0xff);
        if (end > octets.length) {
            return withoutHeader(octets);
        }
        return new UserData(Arrays.copyOfRange(octets, end, octets.length), partIn(octets, end));
    }

    private static @Nullable Part partIn(byte[] octets, int end) {
        int element = 1;
        while (element + 2 <= end) {
            int data = element + 2;
            int length = octets[element + 1] & 0xff;
            if (data + length > end) {
                return null;
            }
            int identifier = octets[element] & 0xff;
            if (identifier == CONCATENATED_8_BIT && length == 3) {
                return Part.of(octets[data] & 0xff, octets[data + 1] & 0xff, octets[data + 2] & 0xff);
            }
            if (identifier == CONCATENATED_16_BIT && length == 4) {
                int reference = (octets[data] & 0xff) << Byte.SIZE | (octets[data + 1] & 0xff);
                return Part.of(reference, octets[data + 2] & 0xff, octets[data + 3] & 0xff);
            }
            element = data + length;
        }
        return null;
    }
}
