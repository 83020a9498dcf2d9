package io.trunkline.dialer.sip;

import org.jspecify.annotations.Nullable;

/** Why a request was sent or refused, as other networks put it (RFC 3326). */
public final class Reason {

    private static final int HIGHEST = 127;

    private Reason() {}

    /** The cause of the telephone network (ITU-T Q.850), 1 to 127; null if none is told. */
    public static @Nullable Integer q850(Headers headers) {
        for (String reason : headers.all(Header.REASON)) {
            int semicolon = reason.indexOf(';');
            boolean isQ850 =
                    semicolon > 0 && reason.substring(0, semicolon).strip().equalsIgnoreCase("Q.850");
            String cause = isQ850 ? Parameters.of(reason.substring(semicolon)).get("cause") : null;
            if (cause != null && cause.matches("[0-9]{1,3}")) {
                int number = Integer.parseInt(cause);
                return number == 0 || number > HIGHEST ? null : Integer.valueOf(number);
            }
        }
        return null;
    }
}
