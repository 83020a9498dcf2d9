package io.trunkline.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent to +447700900123 now|sent to +4477*****123 now",
                "token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!|token <token>!",
                "Authorization: Bearer abcdefghijkl|Authorization: Bearer <token>",
                "authorization: basic dXNlcjpwYXNz|authorization: basic <token>",
                "refresh tlr_abcdefghijklmnopqrstuvwxyz|refresh <token>",
                "code 7K2M-9QXD-R4TB-HW3P-6YVC gone|code <code ending 6YVC> gone",
                "0195b1c0-0000-7000-8000-000000000001|0195b1c0-0000-7000-8000-000000000001",
                "1 + 2 = 3, at 2026-11-21T10:00:00+0100|1 + 2 = 3, at 2026-11-21T10:00:00+0100",
            })
    void hidesWhatHasARecognisableShape(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @Test
    void hidesParametersAndTheWordsOfFailures() {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "To %s", ExtLogRecord.FormatStyle.PRINTF, MaskingTest.class.getName());
        record.setParameters(new Object[] {"+447700900123"});
        record.setThrown(new IllegalStateException("Key (phone)=(+447700900123) exists"));

        assertThat(new Masking().isLoggable(record)).isTrue();

        assertThat(record.getMessage()).contains("To +4477*****123", "(+4477*****123) exists");
        assertThat(record.getThrown()).isNull();
    }
}
