package io.trunkline.dialer.sip;

import org.jspecify.annotations.Nullable;

/**
 * After which time a session counts as gone unless somebody refreshes it (RFC 4028).
 *
 * @param seconds at least 1
 * @param refresher {@code uac} or {@code uas}: whoever sent the request that this is about, or answered it; null if nothing
 *     is said
 */
public record SessionExpires(long seconds, @Nullable String refresher) {

    /** No interval may be shorter (RFC 4028, 5). */
    public static final long SHORTEST = 90;

    /** Null if there is none, or none that can be understood. */
    public static @Nullable SessionExpires of(Headers headers) {
        Long seconds = headers.number(Header.SESSION_EXPIRES);
        if (seconds == null || seconds == 0) {
            return null;
        }
        String value = headers.required(Header.SESSION_EXPIRES);
        int semicolon = value.indexOf(';');
        String refresher =
                semicolon < 0 ? null : Parameters.of(value.substring(semicolon)).get("refresher");
        return new SessionExpires(seconds, refresher);
    }
}
