package io.trunkline.vouchers.proof;

import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal with its postings, as it is sealed.
 *
 * @param xid of the transaction that wrote it; by this and the id entries have an order in which nothing comes late
 * @param postings {@code account=amount}, separated by commas, in the order of the accounts
 */
record SealedEntry(
        String xid,
        UUID id,
        UUID account,
        String kind,
        String source,
        String currency,
        long amount,
        long balanceAfter,
        Instant bookedAt,
        @Nullable UUID bookedBy,
        @Nullable String note,
        String postings) {

    static SealedEntry of(Row row) {
        return new SealedEntry(
                row.getString("xid"),
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getString("kind"),
                row.getString("source"),
                row.getString("currency"),
                row.getLong("amount"),
                row.getLong("balance_after"),
                row.getOffsetDateTime("booked_at").toInstant(),
                row.getUUID("booked_by"),
                row.getString("note"),
                row.getString("postings"));
    }

    /**
     * All that it says, in one line of UTF-8: the parts in the order of this record but for {@code xid}, each as its length in
     * bytes, a colon and the text, so that no two entries can be written alike; what is absent is {@code -}. Times are
     * microseconds since 1970.
     */
    byte[] canonical() {
        StringBuilder line = new StringBuilder();
        append(line, id);
        append(line, account);
        append(line, kind);
        append(line, source);
        append(line, currency);
        append(line, amount);
        append(line, balanceAfter);
        append(line, ChronoUnit.MICROS.between(Instant.EPOCH, bookedAt));
        append(line, bookedBy);
        append(line, note);
        append(line, postings);
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder line, @Nullable Object part) {
        if (part == null) {
            line.append('-');
        } else {
            String text = part.toString();
            line.append(text.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(text);
        }
    }
}
