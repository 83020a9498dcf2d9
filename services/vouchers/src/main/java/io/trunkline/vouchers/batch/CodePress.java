package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.vouchers.voucher.CodeKeys;
import io.trunkline.vouchers.voucher.VoucherCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.UUID;

/** Makes the codes of a batch: hashes for the database, and the list for whoever prints them. */
@ApplicationScoped
class CodePress {

    /** Codes of one statement: few enough to keep an event loop only for a millisecond or two. */
    private static final int SHEET = 500;

    private final SecureRandom random;
    private final CodeKeys keys;
    private final Ids ids;

    CodePress(SecureRandom random, CodeKeys keys, Ids ids) {
        this.random = random;
        this.keys = keys;
        this.ids = ids;
    }

    /** Names the key that the codes are hashed with. */
    String keyId() {
        return keys.currentId();
    }

    /** Writes all codes in the caller's transaction. The list is worth money: it must not leave before the commit. */
    Uni<CodeList> print(SqlConnection transaction, Batch batch) {
        CodeList list = new CodeList(batch);
        int sheets = Math.ceilDiv(batch.count(), SHEET);
        return Multi.createFrom()
                .range(0, sheets)
                .onItem()
                .transformToUniAndConcatenate(sheet -> printSheet(transaction, batch, sheet * SHEET + 1, list))
                .collect()
                .last()
                .replaceWith(list);
    }

    private Uni<Integer> printSheet(SqlConnection transaction, Batch batch, int firstSerial, CodeList list) {
        int count = Math.min(SHEET, batch.count() - firstSerial + 1);
        UUID[] voucherIds = new UUID[count];
        Integer[] serials = new Integer[count];
        Buffer[] hashes = new Buffer[count];
        for (int i = 0; i < count; i++) {
            VoucherCode code = VoucherCode.random(random);
            voucherIds[i] = ids.next();
            serials[i] = firstSerial + i;
            hashes[i] = keys.hash(code);
            list.add(serials[i], code);
        }
        String sql = """
                insert into voucher (id, batch_id, serial, code_hash, credit, currency, expires_at)
                select code.id, $1::uuid, code.serial, code.hash, $2::bigint, $3::text, $4::timestamptz
                from unnest($5::uuid[], $6::int[], $7::bytea[]) as code (id, serial, hash)""";
        Tuple values = Tuple.tuple()
                .addUUID(batch.id())
                .addLong(batch.credit().minor())
                .addString(batch.credit().currencyCode())
                .addOffsetDateTime(batch.expiresAt().atOffset(ZoneOffset.UTC))
                .addArrayOfUUID(voucherIds)
                .addArrayOfInteger(serials)
                .addValue(hashes);
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount());
    }
}
