package io.trunkline.dialer.call;

import io.trunkline.dialer.sip.SipRequest;
import org.jspecify.annotations.Nullable;

/** Keys that come as INFO: no standard says how, but nearly everybody does it in one of two ways. */
final class PressedKey {

    /** Lines such as {@code Signal=5} and {@code Duration=160}. */
    private static final String RELAY = "application/dtmf-relay";
    /** Nothing but the key. */
    private static final String BARE = "application/dtmf";

    private static final String SIGNAL = "signal=";

    private PressedKey() {}

    static boolean isIn(SipRequest info) {
        return info.hasBody(RELAY) || info.hasBody(BARE);
    }

    /** 0 to 9, *, #, A to D; null if it is none. */
    static @Nullable Character of(SipRequest info) {
        return info.hasBody(BARE) ? named(info.body().strip()) : signal(info.body());
    }

    private static @Nullable Character signal(String body) {
        for (String line : body.lines().toList()) {
            String compact = line.replace(" ", "");
            if (compact.regionMatches(true, 0, SIGNAL, 0, SIGNAL.length())) {
                return named(compact.substring(SIGNAL.length()));
            }
        }
        return null;
    }

    /** Some send the codes of RFC 4733 for the two keys that are no digits. */
    private static @Nullable Character named(String name) {
        return switch (name) {
            case "10" -> '*';
            case "11" -> '#';
            default ->
                name.length() == 1 && "0123456789*#ABCD".contains(name) ? Character.valueOf(name.charAt(0)) : null;
        };
    }
}
