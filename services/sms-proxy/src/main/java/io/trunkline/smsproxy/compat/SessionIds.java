package io.trunkline.smsproxy.compat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of sessions as the original writes them: 32 hex digits. */
final class SessionIds {

    private static final int HALF = 16;
    private static final int HEX = 16;

    private SessionIds() {}

    static String text(UUID id) {
        return id.toString().replace("-", "");
    }

    static @Nullable String textOrNull(@Nullable UUID id) {
        return id == null ? null : text(id);
    }

    /** Null if it cannot be one. */
    static @Nullable UUID parse(String text) {
        return text.matches("[0-9a-f]{32}")
                ? new UUID(
                        Long.parseUnsignedLong(text.substring(0, HALF), HEX),
                        Long.parseUnsignedLong(text.substring(HALF), HEX))
                : null;
    }
}
