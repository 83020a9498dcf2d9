package io.trunkline.sessions.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CodeTextTest {

    /** What every character of the GSM alphabet's basic table that we use is among; one segment has 160 of them. */
    private static final String BASIC = "[A-Za-z0-9 .,:;?!'()-]{1,160}";

    @Test
    void everyTextFitsOneSms() {
        for (CodePurpose purpose : CodePurpose.values()) {
            assertThat(CodeText.code(purpose, new OneTimeCode("123456"), 1_440))
                    .matches(BASIC)
                    .contains("123456");
        }
        assertThat(CodeText.accountExists()).matches(BASIC);
    }

    @Test
    void aCodeAlwaysHasSixDigits() {
        RandomGenerator zero = () -> 0;

        assertThat(OneTimeCode.random(zero).digits()).isEqualTo("000000");
        assertThat(OneTimeCode.random(RandomGenerator.getDefault()).digits()).matches(OneTimeCode.FORM);
    }

    @Test
    void aCodeIsNotPrinted() {
        assertThat(new OneTimeCode("123456")).hasToString("OneTimeCode");
    }
}
