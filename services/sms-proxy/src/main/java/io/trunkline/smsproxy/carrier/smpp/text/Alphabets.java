package io.trunkline.smsproxy.carrier.smpp.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What data_coding means at one centre: SMPP 3.4 §5.2.19.
 *
 * @param ofZero data_coding 0 is the centre's own alphabet: GSM at most of them, but not at all
 * @param latin1 whether data_coding 3 may be sent: it saves room, but many centres and telephones spoil it
 */
public record Alphabets(Alphabet ofZero, boolean latin1) {

    private static final Charset CYRILLIC = Charset.forName("ISO-8859-5");
    private static final Charset HEBREW = Charset.forName("ISO-8859-8");

    public Alphabets {
        if (ofZero == Alphabet.UCS_2) {
            throw new IllegalArgumentException("No centre takes UCS-2 for its default alphabet");
        }
    }

    /** The smallest alphabet that has all characters of the text. */
    Alphabet choose(String text) {
        if (ofZero.writes(text)) {
            return ofZero;
        }
        return latin1 && Alphabet.LATIN_1.writes(text) ? Alphabet.LATIN_1 : Alphabet.UCS_2;
    }

    int dataCoding(Alphabet alphabet) {
        if (alphabet == ofZero) {
            return 0x00;
        }
        return switch (alphabet) {
            case ASCII -> 0x01;
            case LATIN_1 -> 0x03;
            case UCS_2 -> 0x08;
            case GSM -> throw new IllegalArgumentException("data_coding has the GSM alphabet only as the centre's own");
        };
    }

    /** Never fails: what cannot be read becomes a replacement character, and 8-bit data is read as Latin-1. */
    public String read(int dataCoding, byte[] octets) {
        return switch (dataCoding) {
            case 0x00 -> ofZero.decode(octets);
            case 0x01 -> Alphabet.ASCII.decode(octets);
            case 0x05 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 0x06 -> new String(octets, CYRILLIC);
            case 0x07 -> new String(octets, HEBREW);
            case 0x08 -> Alphabet.UCS_2.decode(octets);
            default -> classAlphabet(dataCoding).decode(octets);
        };
    }

    public boolean isUcs2(int dataCoding) {
        return dataCoding == 0x08 || classAlphabet(dataCoding) == Alphabet.UCS_2;
    }

    /** 3GPP TS 23.038 §4: the groups that give a message class, or tell of mail that waits. */
    private static Alphabet classAlphabet(int dataCoding) {
        return switch (dataCoding & 0xf0) {
            case 0x10, 0x50 -> generalAlphabet(dataCoding);
            case 0xc0, 0xd0 -> Alphabet.GSM;
            case 0xe0 -> Alphabet.UCS_2;
            case 0xf0 -> (dataCoding & 0x04) == 0 ? Alphabet.GSM : Alphabet.LATIN_1;
            default -> Alphabet.LATIN_1;
        };
    }

    private static Alphabet generalAlphabet(int dataCoding) {
        return switch (dataCoding & 0x0c) {
            case 0x00 -> Alphabet.GSM;
            case 0x08 -> Alphabet.UCS_2;
            default -> Alphabet.LATIN_1;
        };
    }
}
