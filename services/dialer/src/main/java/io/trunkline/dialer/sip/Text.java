package io.trunkline.dialer.sip;

import java.util.ArrayList;
import java.util.List;

/** Texts in which quotes and angle brackets protect what is in them. */
final class Text {

    private Text() {}

    /** At each separator that stands neither in quotes nor in angle brackets. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int next = find(text, separator, 0);
        while (next >= 0) {
            parts.add(text.substring(start, next));
            start = next + 1;
            next = find(text, separator, start);
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Where the next space or tab stands, from there on; -1 if nowhere. */
    static int blank(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
                return i;
            }
        }
        return -1;
    }

    /** Where the character stands outside of quotes and angle brackets, from there on; -1 if nowhere. */
    static int find(String text, char wanted, int from) {
        boolean isQuoted = false;
        boolean isBracketed = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    isQuoted = false;
                }
            } else if (c == wanted && (!isBracketed || c == '>')) {
                return i;
            } else if (c == '"') {
                isQuoted = true;
            } else if (c == '<') {
                isBracketed = true;
            } else if (c == '>') {
                isBracketed = false;
            }
        }
        return -1;
    }

    /** Without its quotes and the backslashes in them, if it has some (RFC 3261, 25.1). */
    static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                i++;
                c = text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** Whether it needs no quotes as the value of a parameter: a token or an address (RFC 3261, 25.1). */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && "-.!%*_+`'~:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** In quotes. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
