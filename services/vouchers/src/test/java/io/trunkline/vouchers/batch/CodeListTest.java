package io.trunkline.vouchers.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.Money;
import io.trunkline.vouchers.voucher.VoucherCode;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CodeListTest {

    @Test
    void quotesWhatWouldBreakALine() {
        VoucherCode code = VoucherCode.random(new Random(3));
        CodeList list = CodeList.of(batch("Joe's \"Corner\", Main Street"), 1);

        list.add(1, code);

        assertThat(list.csv())
                .isEqualTo("serial,code,credit,currency,vendor,bulk_number,expires_at\r\n1," + code.printed()
                        + ",5.00,EUR,\"Joe's \"\"Corner\"\", Main Street\",A 1,2030-01-01T00:00:00Z\r\n");
    }

    private static Batch batch(String vendor) {
        Instant expiry = Instant.parse("2030-01-01T00:00:00Z");
        Instant creation = Instant.parse("2026-01-01T00:00:00Z");
        return new Batch(
                new UUID(0, 1),
                1,
                Money.of("5", "EUR"),
                vendor,
                "A 1",
                expiry,
                new UUID(0, 2),
                creation,
                null,
                null,
                null,
                Batch.State.ISSUED,
                creation,
                null);
    }
}
