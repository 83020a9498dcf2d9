package io.trunkline.bench.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.bench.sms.SmsThroughKill.Kills;
import io.trunkline.bench.sms.SmsThroughKill.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short version of {@code ./suite bench sms-kill}; it needs Node.js for its SMS centre. */
@Tag("peer")
class SmsThroughKillTest {

    private static final int MESSAGES = 60;

    @Test
    void everyAnsweredMessageArrivesInItsOrderThroughKill9() throws Exception {
        Outcome outcome = new SmsThroughKill(MESSAGES, new Kills(1, 1, 1)).run();

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.kills()).hasSize(3);
        assertThat(outcome.acceptedByWebhook()).isEqualTo(20 * MESSAGES);
        assertThat(outcome.acceptedOverSmpp()).isEqualTo(20 * MESSAGES);
    }
}
