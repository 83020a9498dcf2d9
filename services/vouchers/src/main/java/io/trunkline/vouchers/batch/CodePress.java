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
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the codes of a batch: hashes for the database, and the list for whoever prints them. */
@ApplicationScoped
class CodePress {

    private final SecureRandom random;
    private final CodeKeys keys;
    private final Ids ids;

    CodePress(SecureRandom random, CodeKeys keys, Ids ids) {
        this.random = random;
        this.keys = keys;
        this.ids = ids;
    }

    /** Names the key that the codes of a new batch are hashed with. */
    String keyId() {
        return keys.currentId();
    }

    /** Writes all codes in the caller's transaction. They are worth money: they must not leave before the commit. */
    Uni<List<CodeSheet>> printAll(SqlConnection transaction, Batch batch) {
        int sheets = Math.ceilDiv(batch.count(), CodeSheet.LARGEST);
        return Multi.createFrom()
                .range(0, sheets)
                .map(sheet -> print(keyId(), sheet * CodeSheet.LARGEST + 1, batch.count()))
                .onItem()
                .transformToUniAndConcatenate(
                        sheet -> add(transaction, batch, sheet).replaceWith(sheet))
                .collect()
                .asList();
    }

    /** Makes a sheet of codes that ends, at the latest, with that serial. Nobody knows of them yet. */
    CodeSheet print(String keyId, int firstSerial, int lastSerial) {
        int count = Math.min(CodeSheet.LARGEST, lastSerial - firstSerial + 1);
        return new CodeSheet(
                firstSerial,
                IntStream.range(0, count).mapToObj(_ -> entry(keyId)).toList());
    }

    private CodeSheet.Entry entry(String keyId) {
        VoucherCode code = VoucherCode.random(random);
        return new CodeSheet.Entry(ids.next(), code, keys.hash(keyId, code));
    }

    /** Writes the vouchers of a sheet in the caller's transaction. */
    Uni<Integer> add(SqlConnection transaction, Batch batch, CodeSheet sheet) {
        String sql = """
                insert into voucher (id, batch_id, serial, code_hash, suffix, credit, currency, expires_at)
                select code.id, $1::uuid, $5::int + code.place::int - 1, code.hash, code.suffix, $2::bigint, $3::text,
                    $4::timestamptz
                from unnest($6::uuid[], $7::bytea[], $8::text[]) with ordinality as code (id, hash, suffix, place)""";
        Tuple values = Tuple.tuple()
                .addUUID(batch.id())
                .addLong(batch.credit().minor())
                .addString(batch.credit().currencyCode())
                .addOffsetDateTime(batch.expiresAt().atOffset(ZoneOffset.UTC))
                .addInteger(sheet.firstSerial())
                .addArrayOfUUID(array(sheet.entries(), CodeSheet.Entry::id, UUID[]::new))
                .addValue(array(sheet.entries(), CodeSheet.Entry::hash, Buffer[]::new))
                .addArrayOfString(array(sheet.entries(), entry -> entry.code().suffix(), String[]::new));
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount());
    }

    private static <T> T[] array(
            List<CodeSheet.Entry> entries, Function<CodeSheet.Entry, T> part, IntFunction<T[]> make) {
        return entries.stream().map(part).toArray(make);
    }
}
