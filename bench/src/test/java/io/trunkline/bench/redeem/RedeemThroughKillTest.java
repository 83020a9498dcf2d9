package io.trunkline.bench.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.bench.redeem.RedeemThroughKill.Outcome;
import io.trunkline.bench.redeem.RedeemThroughKill.Survived;
import io.trunkline.bench.redeem.RedeemThroughKill.Victim;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code ./suite bench redeem-kill}. */
class RedeemThroughKillTest {

    @Test
    void everyCodeIsRedeemedOnceThroughKill9(@TempDir Path logs) throws Exception {
        Outcome outcome = new RedeemThroughKill(500, 4, logs).run();

        assertThat(outcome.kills())
                .extracting(Survived::victim)
                .containsExactly(Victim.SERVICE, Victim.POSTGRES, Victim.SERVICE, Victim.POSTGRES);
        assertThat(outcome.audit().examples()).isEmpty();
        assertThat(outcome.audit().figures()).containsEntry("tries", 2_500L).containsEntry("answered with 201", 500L);
    }
}
