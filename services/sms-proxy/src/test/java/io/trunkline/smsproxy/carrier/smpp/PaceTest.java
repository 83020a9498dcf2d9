package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void letsPartsGoOneAfterTheOther() {
        Pace pace = new Pace(100, 0);

        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isEqualTo(10 * MILLI);
        assertThat(pace.take(10 * MILLI)).isZero();
    }

    @Test
    void makesUpForAThreadThatWakesLate() {
        Pace pace = new Pace(100, 0);
        pace.take(0);

        assertThat(pace.take(12 * MILLI)).isZero();
        assertThat(pace.take(20 * MILLI)).isZero();
    }

    @Test
    void savesNothingUpInIdleTimes() {
        Pace pace = new Pace(100, 0);

        assertThat(pace.take(1_000 * MILLI)).isZero();
        assertThat(pace.take(1_000 * MILLI)).isPositive();
    }

    @Test
    void keepsAPause() {
        Pace pace = new Pace(0, 0);
        pace.pause(Duration.ofSeconds(1), 0);

        assertThat(pace.take(400 * MILLI)).isPositive();
        assertThat(pace.take(1_000 * MILLI)).isZero();
        assertThat(pace.take(1_000 * MILLI)).isZero();
    }

    @Test
    void pausesLongerAndLongerButNotForEver() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(1));

        for (int limit : new int[] {1, 2, 4, 5, 5}) {
            assertThat(backoff.pause()).isBetween(Duration.ofSeconds(limit).dividedBy(2), Duration.ofSeconds(limit));
        }
        backoff.reset();
        assertThat(backoff.pause()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
