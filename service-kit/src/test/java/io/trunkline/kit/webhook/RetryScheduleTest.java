package io.trunkline.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    @ParameterizedTest
    @CsvSource({"1, PT2S", "2, PT4S", "3, PT8S", "11, PT34M8S", "12, PT1H", "1000000, PT1H"})
    void pausesDoubleUpToAnHour(int attempts, Duration pause) {
        assertThat(schedule(() -> 0.5).pauseAfter(attempts)).isEqualTo(pause);
    }

    @Test
    void aPauseIsAQuarterMoreOrLess() {
        assertThat(schedule(() -> 0).pauseAfter(2)).isEqualTo(Duration.ofSeconds(3));
        assertThat(schedule(() -> 1).pauseAfter(2)).isEqualTo(Duration.ofSeconds(5));
    }

    private static RetrySchedule schedule(DoubleSupplier random) {
        return new RetrySchedule(Duration.ofSeconds(2), Duration.ofHours(1), random);
    }
}
