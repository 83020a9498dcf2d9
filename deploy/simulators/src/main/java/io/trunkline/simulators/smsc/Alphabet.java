package io.trunkline.simulators.smsc;

import com.cloudhopper.commons.charset.CharsetUtil;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How octets are text. */
public enum Alphabet {
    /** 3GPP TS 23.038 §6.2.1, one septet in each octet, as SMPP carries it. */
    GSM_7(null),
    ASCII(StandardCharsets.US_ASCII),
    LATIN_1(StandardCharsets.ISO_8859_1),
    CYRILLIC(Charset.forName("ISO-8859-5")),
    HEBREW(Charset.forName("ISO-8859-8")),
    /** In fact UTF-16: telephones show pairs of surrogates as the one character that is meant. */
    UCS_2(StandardCharsets.UTF_16BE),
    /** Not text at all: shown as hexadecimal digits. */
    BINARY(null);

    private final @Nullable Charset charset;

    Alphabet(@Nullable Charset charset) {
        this.charset = charset;
    }

    /** Reads data_coding: SMPP 3.4 §5.2.19, and the groups of 3GPP TS 23.038 §4 that give a message class. */
    static Alphabet of(byte dataCoding) {
        int coding = dataCoding & 0xff;
        return switch (coding) {
            case 0x00 -> GSM_7;
            case 0x01 -> ASCII;
            case 0x03 -> LATIN_1;
            case 0x06 -> CYRILLIC;
            case 0x07 -> HEBREW;
            case 0x08 -> UCS_2;
            default -> ofMessageClass(coding);
        };
    }

    private static Alphabet ofMessageClass(int coding) {
        if ((coding & 0xf0) == 0xf0) {
            return (coding & 0x04) == 0 ? GSM_7 : BINARY;
        }
        if ((coding & 0xd0) == 0x10) {
            return switch (coding & 0x0c) {
                case 0x00 -> GSM_7;
                case 0x08 -> UCS_2;
                default -> BINARY;
            };
        }
        return BINARY;
    }

    /** What data_coding says for it; only of the two that telephones write in. */
    byte dataCoding() {
        return switch (this) {
            case GSM_7 -> 0x00;
            case UCS_2 -> 0x08;
            case ASCII, LATIN_1, CYRILLIC, HEBREW, BINARY -> throw notWritten();
        };
    }

    /** Only for the two that telephones write in. What the alphabet does not have becomes a question mark. */
    byte[] encode(String text) {
        return switch (this) {
            case GSM_7 -> CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM);
            case UCS_2 -> text.getBytes(StandardCharsets.UTF_16BE);
            case ASCII, LATIN_1, CYRILLIC, HEBREW, BINARY -> throw notWritten();
        };
    }

    private UnsupportedOperationException notWritten() {
        return new UnsupportedOperationException("No telephone writes in " + this);
    }

    /** Whether nothing of the text gets lost. */
    boolean has(String text) {
        return decode(encode(text)).equals(text);
    }

    /** Never fails: what the alphabet does not have becomes a replacement character. */
    String decode(byte[] octets) {
        if (this == GSM_7) {
            return CharsetUtil.decode(octets, CharsetUtil.CHARSET_GSM);
        }
        return charset == null ? HexFormat.of().formatHex(octets) : new String(octets, charset);
    }
}
