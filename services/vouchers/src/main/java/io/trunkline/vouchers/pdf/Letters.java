package io.trunkline.vouchers.pdf;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.stream.Collectors;

/** The letters that the fonts of every PDF reader have: those of Western European languages. */
public final class Letters {

    private static final Charset LETTERS = Charset.forName("windows-1252");

    private Letters() {}

    /** The text with question marks for all others. */
    public static String printable(String text) {
        CharsetEncoder letters = LETTERS.newEncoder();
        return text.chars()
                .mapToObj(letter -> letter >= ' ' && letters.canEncode((char) letter) ? (char) letter : '?')
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
