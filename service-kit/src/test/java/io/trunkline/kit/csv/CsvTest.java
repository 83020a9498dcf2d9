package io.trunkline.kit.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void onlyWhatNeedsQuotesHasThem() {
        assertThat(Csv.line("plain", "a,b", "say \"hi\"", "two\nlines", "carriage\rreturn", ""))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"carriage\rreturn\",\r\n");
    }

    @Test
    void nothingIsAnEmptyField() {
        assertThat(Csv.line("a", null, "b")).isEqualTo("a,,b\r\n");
    }
}
