package io.trunkline.simulators.smsc;

import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

/** What one submit_sm carries: a whole message, or a part of one. */
final class Part {

    private static final int CONCATENATED_8_BIT = 0x00;
    private static final int CONCATENATED_16_BIT = 0x08;

    private final byte[] octets;
    private final @Nullable Place place;

    private Part(byte[] octets, @Nullable Place place) {
        this.octets = octets;
        this.place = place;
    }

    /**
     * @param reference names the longer message, unique only for sender and recipient, and only for a while
     * @param total 1 to 255
     * @param number 1 to total
     */
    record Place(int reference, int total, int number) {

        /** 3GPP TS 23.040 §9.2.3.24.1: parts that cannot be counted are messages of their own. */
        static @Nullable Place of(int reference, int total, int number) {
            return total == 0 || number == 0 || number > total ? null : new Place(reference, total, number);
        }
    }

    /** Of the text alone. */
    byte[] octets() {
        return octets;
    }

    /** Where it belongs in a longer message; null if it is whole. */
    @Nullable
    Place place() {
        return place;
    }

    /** @throws IllegalArgumentException if its user data header is longer than its data */
    static Part of(SubmitSm request) {
        byte[] data = dataOf(request);
        if (!request.isUdhi() && !request.isUdhiAndReplyPath()) {
            return new Part(data, placeInParameters(request));
        }
        int headerEnd = data.length == 0 ? 1 : 1 + (data[0] & 0xff);
        if (headerEnd > data.length) {
            throw new IllegalArgumentException("The user data header is cut off");
        }
        Place place = placeInHeader(Arrays.copyOfRange(data, 1, headerEnd));
        byte[] text = Arrays.copyOfRange(data, headerEnd, data.length);
        return new Part(text, place == null ? placeInParameters(request) : place);
    }

    /** SMPP 3.4 §5.3.2.32: message_payload stands in for an empty short_message. */
    private static byte[] dataOf(SubmitSm request) {
        byte[] shortMessage = request.getShortMessage();
        if (shortMessage != null && shortMessage.length > 0) {
            return shortMessage;
        }
        return request.getOptionalParameter(Tag.MESSAGE_PAYLOAD) instanceof OptionalParameter.OctetString payload
                ? payload.getValue()
                : new byte[0];
    }

    private static @Nullable Place placeInParameters(SubmitSm request) {
        if (request.getOptionalParameter(Tag.SAR_MSG_REF_NUM) instanceof OptionalParameter.Short reference
                && request.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS) instanceof OptionalParameter.Byte total
                && request.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM) instanceof OptionalParameter.Byte number) {
            return Place.of(reference.getValue() & 0xffff, total.getValue() & 0xff, number.getValue() & 0xff);
        }
        return null;
    }

    private static @Nullable Place placeInHeader(byte[] header) {
        int element = 0;
        while (element + 2 <= header.length) {
            int identifier = header[element] & 0xff;
            int length = header[element + 1] & 0xff;
            int data = element + 2;
            if (data + length > header.length) {
                return null;
            }
            if (identifier == CONCATENATED_8_BIT && length == 3) {
                return Place.of(header[data] & 0xff, header[data + 1] & 0xff, header[data + 2] & 0xff);
            }
            if (identifier == CONCATENATED_16_BIT && length == 4) {
                int reference = (header[data] & 0xff) << 8 | (header[data + 1] & 0xff);
                return Place.of(reference, header[data + 2] & 0xff, header[data + 3] & 0xff);
            }
            element = data + length;
        }
        return null;
    }
}
