package io.trunkline.smsproxy.carrier.smpp.text;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How characters become octets, and how many of them a short message carries: 3GPP TS 23.038 §6.2. */
public enum Alphabet {
    /** 128 characters in a septet each, ten more in two. SMPP carries one septet in each octet. */
    GSM(7) {
        @Override
        boolean writes(String text) {
            // The escape has a place in the table, but it is no character.
            return text.indexOf(ESCAPE) < 0 && GSMCharset.canRepresent(text);
        }

        @Override
        int units(String text) {
            return septets(text);
        }

        @Override
        byte[] encode(String text) {
            return CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM);
        }

        @Override
        String decode(byte[] octets) {
            return CharsetUtil.decode(octets, CharsetUtil.CHARSET_GSM);
        }
    },
    /** What ASCII and the GSM alphabet share, as ASCII: in the air it takes the room that it takes in the GSM alphabet. */
    ASCII(7) {
        @Override
        boolean writes(String text) {
            return StandardCharsets.US_ASCII.newEncoder().canEncode(text) && GSM.writes(text);
        }

        @Override
        int units(String text) {
            return septets(text);
        }

        @Override
        byte[] encode(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        /** Centres that say ASCII send Latin-1, too. */
        @Override
        String decode(byte[] octets) {
            return LATIN_1.decode(octets);
        }
    },
    LATIN_1(8) {
        @Override
        boolean writes(String text) {
            return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        }

        @Override
        int units(String text) {
            return text.length();
        }

        @Override
        byte[] encode(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        String decode(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    },
    /**
     * In fact UTF-16: telephones show a pair of surrogates as the one character that is meant. The halves of a pair are kept
     * as they are, because centres cut pairs, and the other half comes with the next part.
     */
    UCS_2(16) {
        @Override
        boolean writes(String text) {
            return true;
        }

        @Override
        int units(String text) {
            return text.length();
        }

        @Override
        byte[] encode(String text) {
            ByteBuffer octets = ByteBuffer.allocate(2 * text.length());
            octets.asCharBuffer().put(text);
            return octets.array();
        }

        /** An odd octet at the end is no character. */
        @Override
        String decode(byte[] octets) {
            return ByteBuffer.wrap(octets, 0, octets.length & ~1).asCharBuffer().toString();
        }
    };

    /** What the air carries: 3GPP TS 23.040 §9.2.3.24. */
    private static final int OCTETS = 140;

    private static final char ESCAPE = '\u001b';
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private final int bits;

    Alphabet(int bits) {
        this.bits = bits;
    }

    abstract boolean writes(String text);

    /** The room that a text takes: septets, octets, or UTF-16 units. */
    abstract int units(String text);

    abstract byte[] encode(String text);

    abstract String decode(byte[] octets);

    /** How many units fit beside a user data header of so many octets. */
    int capacity(int header) {
        return (OCTETS - header) * Byte.SIZE / bits;
    }

    private static int septets(String text) {
        int septets = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (EXTENSION.indexOf(text.charAt(i)) >= 0) {
                septets++;
            }
        }
        return septets;
    }
}
