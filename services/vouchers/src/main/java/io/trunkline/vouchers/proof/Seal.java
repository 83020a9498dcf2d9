package io.trunkline.vouchers.proof;

import io.vertx.mutiny.sqlclient.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Covers the entries since the seal before it, up to one.
 *
 * @param number 1 for the first
 * @param hash in hex: SHA-256 over the hash of the seal before it (32 zero bytes for the first) and the entries in their order
 */
record Seal(long number, String lastXid, UUID lastId, int entries, String hash, Instant sealedAt) {

    /** Before the first one. */
    static final Seal NONE = new Seal(0, "0", new UUID(0, 0), 0, "0".repeat(64), Instant.EPOCH);

    static Seal of(Row row) {
        return new Seal(
                row.getLong("number"),
                row.getString("last_xid"),
                row.getUUID("last_id"),
                row.getInteger("entries"),
                row.getString("hash"),
                row.getOffsetDateTime("sealed_at").toInstant());
    }

    /** The one after this, over these. */
    Seal next(List<SealedEntry> covered, Instant now) {
        SealedEntry last = covered.getLast();
        return new Seal(number + 1, last.xid(), last.id(), covered.size(), hashOver(covered), now);
    }

    private String hashOver(List<SealedEntry> covered) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(hash));
            covered.forEach(entry -> sha256.update(entry.canonical()));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every platform has SHA-256", impossible);
        }
    }

    /** Whether this one seals these entries, after that seal. */
    boolean covers(Seal before, List<SealedEntry> covered) {
        return number == before.number + 1 && covered.size() == entries && hash.equals(before.hashOver(covered));
    }
}
