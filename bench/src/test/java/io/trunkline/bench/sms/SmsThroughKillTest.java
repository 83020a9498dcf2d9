package io.trunkline.bench.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short version of {@code ./suite bench sms-kill}. */
class SmsThroughKillTest {

    @Test
    void everyAnsweredMessageArrivesInItsOrderThroughKill9() throws Exception {
        SmsThroughKill.Outcome outcome = new SmsThroughKill(100, 2).run();

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.accepted()).isEqualTo(2_000);
    }
}
