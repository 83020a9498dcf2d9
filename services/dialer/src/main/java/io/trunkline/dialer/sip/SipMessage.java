package io.trunkline.dialer.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A message of SIP (RFC 3261, 7). */
public sealed interface SipMessage permits SipRequest, SipResponse {

    /** What a datagram can carry, and more than any message that we want. */
    int LARGEST = 65_535;

    /** The first line, without its end. */
    String startLine();

    Headers headers();

    /** Empty if there is none. */
    String body();

    /** The {@code branch} of its first Via: which transaction it belongs to (17.1.3). Empty if it has none. */
    default String branch() {
        return Via.of(headers().required(Header.VIA)).branch();
    }

    default String callId() {
        return headers().required(Header.CALL_ID);
    }

    default CSeq cseq() {
        return CSeq.of(headers().required(Header.CSEQ));
    }

    default NameAddress from() {
        return NameAddress.of(headers().required(Header.FROM));
    }

    default NameAddress to() {
        return NameAddress.of(headers().required(Header.TO));
    }

    /** As it goes over the wire, with the length of its body. */
    default byte[] bytes() {
        byte[] content = body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(512).append(startLine()).append("\r\n");
        for (Headers.Field field : headers().fields()) {
            if (!field.name().equals(Header.CONTENT_LENGTH)) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        head.append(Header.CONTENT_LENGTH).append(": ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    /** Whether the body is of that media type, such as {@code application/sdp}. */
    default boolean hasBody(String mediaType) {
        String type = headers().first(Header.CONTENT_TYPE);
        if (type == null || body().isEmpty()) {
            return false;
        }
        int end = type.indexOf(';');
        String essence = end < 0 ? type : type.substring(0, end);
        return essence.strip().toLowerCase(Locale.ROOT).equals(mediaType);
    }
}
