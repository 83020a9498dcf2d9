package io.trunkline.bench.sms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** As much of SMPP 3.4 as a load needs: writes and reads PDUs in byte buffers. */
final class Pdu {

    static final int SUBMIT_SM = 0x00000004;
    static final int DELIVER_SM = 0x00000005;
    static final int UNBIND = 0x00000006;
    static final int BIND_TRANSCEIVER = 0x00000009;
    static final int ENQUIRE_LINK = 0x00000015;
    /** The answer to a command has the command's id with this bit. */
    static final int ANSWER = 0x80000000;

    static final int HEADER = 16;
    static final int LONGEST = 64 * 1024;

    private static final int COMMAND = 4;
    private static final int STATUS = 8;
    private static final int SEQUENCE = 12;
    private static final byte INTERNATIONAL = 1;
    /** esm_class, protocol_id and priority_flag of a submit_sm, after its addresses. */
    private static final int FLAGS = 3;
    /** registered_delivery, replace_if_present_flag, data_coding and sm_default_msg_id, before its length. */
    private static final int MORE_FLAGS = 4;

    private Pdu() {}

    /** The next PDU, if the buffer has the whole of it; null if not. @throws IllegalArgumentException if it cannot be one */
    static @Nullable ByteBuffer next(ByteBuffer in) {
        if (in.remaining() < HEADER) {
            return null;
        }
        int length = in.getInt(in.position());
        if (length < HEADER || length > LONGEST) {
            throw new IllegalArgumentException("A PDU of " + length + " octets");
        }
        if (in.remaining() < length) {
            return null;
        }
        ByteBuffer pdu = in.slice(in.position(), length);
        in.position(in.position() + length);
        return pdu;
    }

    static int command(ByteBuffer pdu) {
        return pdu.getInt(COMMAND);
    }

    static int status(ByteBuffer pdu) {
        return pdu.getInt(STATUS);
    }

    static int sequence(ByteBuffer pdu) {
        return pdu.getInt(SEQUENCE);
    }

    /** A message_id or a system_id is all that any of the answers carries. */
    static void putAnswer(ByteBuffer out, int command, int sequence, @Nullable String id) {
        int length = HEADER + (id == null ? 0 : id.length() + 1);
        putHeader(out, length, command | ANSWER, sequence);
        if (id != null) {
            putText(out, id);
        }
    }

    /** A bind_transceiver without system_type and address_range. */
    static byte[] bind(String systemId, String password) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + 64);
        out.position(HEADER);
        putText(out, systemId);
        putText(out, password);
        putText(out, "");
        out.put((byte) 0x34).put((byte) 0).put((byte) 0);
        putText(out, "");
        return finished(out, BIND_TRANSCEIVER, 1);
    }

    /** A submit_sm or a deliver_sm, which have the same fields. */
    static byte[] message(int command, int sequence, String from, String to, String text) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + 64 + text.length());
        out.position(HEADER);
        putText(out, "");
        putAddress(out, from);
        putAddress(out, to);
        out.position(out.position() + FLAGS);
        putText(out, "");
        putText(out, "");
        out.position(out.position() + MORE_FLAGS);
        out.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        return finished(out, command, sequence);
    }

    private static byte[] finished(ByteBuffer out, int command, int sequence) {
        byte[] octets = new byte[out.position()];
        putHeader(out.rewind(), octets.length, command, sequence);
        out.rewind().get(octets);
        return octets;
    }

    private static void putHeader(ByteBuffer out, int length, int command, int sequence) {
        out.putInt(length).putInt(command).putInt(0).putInt(sequence);
    }

    private static void putAddress(ByteBuffer out, String number) {
        out.put(INTERNATIONAL).put(INTERNATIONAL);
        putText(out, number);
    }

    private static void putText(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    /** Who is to get a message, and what it says. */
    record Text(String recipient, String text) {

        static Text of(ByteBuffer pdu) {
            ByteBuffer fields = pdu.duplicate().position(HEADER);
            text(fields);
            address(fields);
            String recipient = address(fields);
            fields.position(fields.position() + FLAGS);
            text(fields);
            text(fields);
            fields.position(fields.position() + MORE_FLAGS);
            byte[] octets = new byte[Byte.toUnsignedInt(fields.get())];
            fields.get(octets);
            return new Text(recipient, new String(octets, StandardCharsets.ISO_8859_1));
        }

        private static String address(ByteBuffer fields) {
            fields.position(fields.position() + 2);
            return text(fields);
        }

        private static String text(ByteBuffer fields) {
            StringBuilder text = new StringBuilder();
            for (byte octet = fields.get(); octet != 0; octet = fields.get()) {
                text.append((char) octet);
            }
            return text.toString();
        }
    }
}
