package io.trunkline.gateway.edge;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header (W3C Trace Context §3.2), which the gateway hands on or begins. It records no span of its
 * own, but decides whether the services do.
 */
record TraceParent(String traceId, String parentId, boolean sampled) {

    private static final int LENGTH = 55;
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_PARENT = "0".repeat(16);

    /** Begins a trace. Version 7 of a UUID has enough randomness on its right side, which is where it is looked for. */
    static TraceParent begin(UUID id, boolean sampled) {
        HexFormat hex = HexFormat.of();
        String low = hex.toHexDigits(id.getLeastSignificantBits());
        return new TraceParent(hex.toHexDigits(id.getMostSignificantBits()) + low, low, sampled);
    }

    /** Null if the header is missing or not well formed. */
    static @Nullable TraceParent parse(@Nullable String header) {
        if (header == null || header.length() != LENGTH || !header.startsWith("00-") || !isWellFormed(header)) {
            return null;
        }
        String traceId = header.substring(3, 35);
        String parentId = header.substring(36, 52);
        boolean valid = !NO_TRACE.equals(traceId) && !NO_PARENT.equals(parentId);
        return valid ? new TraceParent(traceId, parentId, (header.charAt(54) & 1) == 1) : null;
    }

    private static boolean isWellFormed(String header) {
        for (int i = 3; i < LENGTH; i++) {
            char c = header.charAt(i);
            boolean dash = i == 35 || i == 52;
            if (dash ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    TraceParent withSampled(boolean now) {
        return now == sampled ? this : new TraceParent(traceId, parentId, now);
    }

    String header() {
        return "00-" + traceId + '-' + parentId + (sampled ? "-01" : "-00");
    }
}
