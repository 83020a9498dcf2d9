package io.trunkline.kit.paging;

import io.trunkline.kit.problem.Refused;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page ended: the id of its last item, opaque to clients. */
final class Cursor {

    private static final int BYTES = 16;

    private Cursor() {}

    static String after(UUID id) {
        ByteBuffer bytes =
                ByteBuffer.allocate(BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static UUID read(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException notBase64) {
            throw Refused.invalid("cursor", "is not one that this list gave out");
        }
        throw Refused.invalid("cursor", "is not one that this list gave out");
    }
}
