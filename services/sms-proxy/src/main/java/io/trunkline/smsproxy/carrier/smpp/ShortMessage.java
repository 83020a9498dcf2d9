package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabets;
import io.trunkline.smsproxy.carrier.smpp.text.Concatenation;
import io.trunkline.smsproxy.carrier.smpp.text.Part;
import io.trunkline.smsproxy.carrier.smpp.text.Segments;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * What one submit_sm carries.
 *
 * @param udhi whether a user data header comes first: esm_class, SMPP 3.4 §5.2.12
 */
@SuppressWarnings("ArrayRecordComponent") // It is written at once and never compared.
record ShortMessage(int dataCoding, boolean udhi, byte[] octets, List<OptionalParameter> parameters) {

    /** All that a reference in a header can count. */
    private static final int MOST_PARTS = 255;

    /**
     * @param references gives the next one; only messages in parts take one, since few fit into a header
     * @throws CarrierFailure if it is too long for any number of parts
     */
    static List<ShortMessage> of(
            String text, Alphabets alphabets, Concatenation concatenation, IntSupplier references) {
        Segments segments = Segments.of(text, alphabets, concatenation);
        if (segments.count() > MOST_PARTS) {
            throw SmppFailures.tooLong();
        }
        if (segments.count() == 1) {
            return List.of(whole(segments));
        }
        if (concatenation == Concatenation.PAYLOAD) {
            return List.of(payload(segments, text));
        }
        int reference = references.getAsInt() & 0xffff;
        List<ShortMessage> parts = new ArrayList<>();
        for (String segment : segments.texts()) {
            Part place = new Part(reference, segments.count(), parts.size() + 1);
            parts.add(part(segments, segment, concatenation, place));
        }
        return parts;
    }

    private static ShortMessage whole(Segments segments) {
        byte[] octets = segments.encode(segments.texts().getFirst());
        return new ShortMessage(segments.dataCoding(), false, octets, List.of());
    }

    private static ShortMessage payload(Segments segments, String text) {
        OptionalParameter payload = new OptionalParameter.Message_payload(segments.encode(text));
        return new ShortMessage(segments.dataCoding(), false, new byte[0], List.of(payload));
    }

    private static ShortMessage part(Segments segments, String text, Concatenation concatenation, Part place) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(concatenation.header(place));
        boolean udhi = octets.size() > 0;
        octets.writeBytes(segments.encode(text));
        List<OptionalParameter> parameters = udhi ? List.of() : sar(place);
        return new ShortMessage(segments.dataCoding(), udhi, octets.toByteArray(), parameters);
    }

    private static List<OptionalParameter> sar(Part place) {
        return List.of(
                new OptionalParameter.Short(Tag.SAR_MSG_REF_NUM, (short) place.reference()),
                new OptionalParameter.Byte(Tag.SAR_TOTAL_SEGMENTS, (byte) place.total()),
                new OptionalParameter.Byte(Tag.SAR_SEGMENT_SEQNUM, (byte) place.number()));
    }
}
