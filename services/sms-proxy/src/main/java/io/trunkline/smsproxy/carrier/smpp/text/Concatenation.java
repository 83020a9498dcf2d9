package io.trunkline.smsproxy.carrier.smpp.text;

/** How a centre is told that short messages belong together. */
public enum Concatenation {
    /** A user data header with an 8-bit reference, 3GPP TS 23.040 §9.2.3.24.1: every telephone knows it. */
    UDH_8(6),
    /** A user data header with a 16-bit reference, §9.2.3.24.8: two messages of one sender are not mixed up so soon. */
    UDH_16(7),
    /** The sar_ parameters, SMPP 3.4 §5.3.2.22. The centre writes the header, and needs the room for a 16-bit one. */
    SAR(7),
    /** The whole text in message_payload, SMPP 3.4 §5.3.2.32: the centre cuts it. */
    PAYLOAD(6);

    private final int header;

    Concatenation(int header) {
        this.header = header;
    }

    /** The octets that a user data header takes from each part. */
    int header() {
        return header;
    }

    /** The header with its own length in front; empty where the centre writes it. */
    public byte[] header(Part part) {
        return switch (this) {
            case UDH_8 ->
                octets(5, UserData.CONCATENATED_8_BIT, 3, part.reference() & 0xff, part.total(), part.number());
            case UDH_16 ->
                octets(
                        6,
                        UserData.CONCATENATED_16_BIT,
                        4,
                        (part.reference() >> Byte.SIZE) & 0xff,
                        part.reference() & 0xff,
                        part.total(),
                        part.number());
            case SAR, PAYLOAD -> new byte[0];
        };
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }
}
