package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.smpp.text.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/** The optional parameters of a PDU as plain octets, whatever length they should have had: SMPP 3.4 §5.3.2. */
final class Tlvs {

    static final int RECEIPTED_MESSAGE_ID = 0x001e;
    static final int SAR_MSG_REF_NUM = 0x020c;
    static final int SAR_TOTAL_SEGMENTS = 0x020e;
    static final int SAR_SEGMENT_SEQNUM = 0x020f;
    static final int NETWORK_ERROR_CODE = 0x0423;
    static final int MESSAGE_PAYLOAD = 0x0424;
    static final int MESSAGE_STATE = 0x0427;

    private static final int HEADER = 4;

    private final Map<Integer, byte[]> values;

    Tlvs(Map<Integer, byte[]> values) {
        this.values = values;
    }

    static Tlvs of(OptionalParameter @Nullable [] parameters) {
        Map<Integer, byte[]> values = new HashMap<>();
        if (parameters != null) {
            for (OptionalParameter parameter : parameters) {
                byte[] octets = parameter.serialize();
                values.putIfAbsent(parameter.tag & 0xffff, Arrays.copyOfRange(octets, HEADER, octets.length));
            }
        }
        return new Tlvs(values);
    }

    byte @Nullable [] octets(int tag) {
        return values.get(tag);
    }

    /** Up to its end or the first null; null if there is none, or nothing in it. */
    @Nullable
    String text(int tag) {
        byte[] octets = values.get(tag);
        if (octets == null) {
            return null;
        }
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String value = (end < 0 ? text : text.substring(0, end)).strip();
        return value.isEmpty() ? null : value;
    }

    /** A number of one or two octets; -1 if there is none. */
    int number(int tag) {
        byte[] octets = values.get(tag);
        if (octets == null || octets.length == 0 || octets.length > 2) {
            return -1;
        }
        return octets.length == 1 ? octets[0] & 0xff : (octets[0] & 0xff) << Byte.SIZE | (octets[1] & 0xff);
    }

    /** The place in a longer message, SMPP 3.4 §5.3.2.22. */
    @Nullable
    Part part() {
        int reference = number(SAR_MSG_REF_NUM);
        return reference < 0 ? null : Part.of(reference, number(SAR_TOTAL_SEGMENTS), number(SAR_SEGMENT_SEQNUM));
    }
}
