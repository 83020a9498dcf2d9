package io.trunkline.vouchers.proof;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Covers the entries since the seal before it, up to one.
 *
 * @param number 1 for the first
 * @param hash SHA-256 over the hash of the seal before it (32 zero bytes for the first) and the entries in their order
 */
record Seal(long number, String lastXid, UUID lastId, int entries, byte[] hash, Instant sealedAt) {

    static final int HASH_BYTES = 32;

    /** Before the first one. */
    static final Seal NONE = new Seal(0, "0", new UUID(0, 0), 0, new byte[HASH_BYTES], Instant.EPOCH);

    static Seal of(Row row) {
        Buffer hash = row.getBuffer("hash");
        return new Seal(
                row.getLong("number"),
                row.getString("last_xid"),
                row.getUUID("last_id"),
                row.getInteger("entries"),
                hash.getBytes(),
                row.getOffsetDateTime("sealed_at").toInstant());
    }

    /** The one after this, over these. */
    Seal next(List<SealedEntry> covered, Instant now) {
        SealedEntry last = covered.getLast();
        return new Seal(number + 1, last.xid(), last.id(), covered.size(), hashOver(covered), now);
    }

    private byte[] hashOver(List<SealedEntry> covered) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(hash);
            covered.forEach(entry -> sha256.update(entry.canonical()));
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every platform has SHA-256", impossible);
        }
    }

    /** Whether this one seals these entries, after that seal. */
    boolean covers(Seal before, List<SealedEntry> covered) {
        return number == before.number + 1
                && covered.size() == entries
                && Arrays.equals(hash, before.hashOver(covered));
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
