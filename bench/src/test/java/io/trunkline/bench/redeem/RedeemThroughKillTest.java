package io.trunkline.bench.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short version of {@code ./suite bench redeem-kill}. */
class RedeemThroughKillTest {

    @Test
    void what201PromisedSurvivesKill9AndNothingElseDoes() throws Exception {
        RedeemThroughKill.Outcome outcome = new RedeemThroughKill(5_000, 2).run();

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.accepted()).isGreaterThan(4_000);
    }
}
