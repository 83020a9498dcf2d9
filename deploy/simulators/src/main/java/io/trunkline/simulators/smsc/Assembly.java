package io.trunkline.simulators.smsc;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts long messages together. Parts may come in any order and more than once; of messages that never become whole the
 * oldest give way.
 */
final class Assembly {

    private static final int MOST_UNFINISHED = 100;

    /** Octets are joined before they are decoded: a part may end in the middle of a character. */
    private record Key(String to, String from, byte dataCoding, int reference, int total) {}

    private final Map<Key, byte[][]> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[][]> eldest) {
            return size() > MOST_UNFINISHED;
        }
    };

    /** The octets of the whole message if this was its last missing part; null if some are still to come. */
    synchronized byte @Nullable [] add(String to, String from, byte dataCoding, byte[] octets, Part.Place place) {
        Key key = new Key(to, from, dataCoding, place.reference(), place.total());
        byte[][] parts = unfinished.computeIfAbsent(key, unknown -> new byte[place.total()][]);
        parts[place.number() - 1] = octets;
        byte[] whole = joined(parts);
        if (whole != null) {
            unfinished.remove(key);
        }
        return whole;
    }

    private static byte @Nullable [] joined(byte[][] parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte @Nullable [] part : parts) {
            if (part == null) {
                return null;
            }
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
