package io.trunkline.gateway.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, if there is only one way to read it.
 *
 * <p>What the gateway takes for one path and a service for another is how token checks are walked around. So a path that
 * different programs read differently is not cleaned up but refused: empty and dot segments (RFC 3986 §5.2.4), encoded
 * slashes, backslashes and dots, control characters, and what is encoded twice. What is left differs from its normal form
 * (RFC 3986 §6.2.2) in needless escapes only, and the match is made on the normal form.
 */
public final class RequestPath {

    private RequestPath() {}

    /** The normal form; null if the path is refused. */
    public static @Nullable String normalized(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        boolean escaped = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
                return null;
            }
            if (c == '/' && isAmbiguousSegment(path, i + 1)) {
                return null;
            }
            escaped |= c == '%';
        }
        return escaped ? unescaped(path) : path;
    }

    /** Empty, {@code .} or {@code ..}; parameters of a segment do not make it another one. A trailing slash is fine. */
    private static boolean isAmbiguousSegment(String path, int start) {
        int end = start;
        while (end < path.length() && path.charAt(end) == '.') {
            end++;
        }
        boolean ends = end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ';';
        int dots = end - start;
        if (!ends || dots > 2) {
            return false;
        }
        return dots > 0 || end < path.length();
    }

    private static @Nullable String unescaped(String path) {
        StringBuilder normal = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                normal.append(c);
                continue;
            }
            int octet = octet(path, i + 1);
            if (octet < 0 || isAmbiguous(octet) || (octet == '%' && octet(path, i + 3) >= 0)) {
                return null;
            }
            if (isUnreserved(octet)) {
                normal.append((char) octet);
            } else {
                normal.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return normal.toString();
    }

    /** -1 if there are no two hexadecimal digits. */
    private static int octet(String path, int at) {
        if (at + 2 > path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at), 16);
        int low = Character.digit(path.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static boolean isAmbiguous(int octet) {
        return octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\' || octet == '.' || octet == ';';
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_'
                || octet == '~';
    }
}
