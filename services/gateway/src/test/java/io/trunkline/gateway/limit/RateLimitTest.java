package io.trunkline.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.gateway.GatewayConfig;
import io.trunkline.gateway.limit.RateLimit.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    /** Close to the end of its numbers, which it may run through. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(20).toNanos());

    private final RateLimit limit = new RateLimit(
            "default",
            10,
            Duration.ofSeconds(60),
            GatewayConfig.Key.ACCOUNT,
            Caffeine.newBuilder().build(),
            now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void allowsAWholeBucketAtOnceAndNoMore() {
        for (int left = 9; left >= 0; left--) {
            assertThat(limit.take("a")).matches(Verdict::allowed).returns((long) left, Verdict::remaining);
        }

        Verdict refused = limit.take("a");

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retrySeconds()).isEqualTo(6);
        assertThat(refused.resetSeconds()).isEqualTo(60);
    }

    @Test
    void fillsUpEvenly() {
        for (int i = 0; i < 10; i++) {
            limit.take("a");
        }

        pass(Duration.ofSeconds(6));

        assertThat(limit.take("a").allowed()).isTrue();
        assertThat(limit.take("a").allowed()).isFalse();
        pass(Duration.ofMinutes(10));
        assertThat(limit.take("a").remaining()).isEqualTo(9);
    }

    @Test
    void aRefusalCostsNothing() {
        for (int i = 0; i < 100; i++) {
            limit.take("a");
        }

        pass(Duration.ofSeconds(6));

        assertThat(limit.take("a").allowed()).isTrue();
    }

    @Test
    void countsEachClientAlone() {
        for (int i = 0; i < 11; i++) {
            limit.take("a");
        }

        assertThat(limit.take("b").allowed()).isTrue();
    }

    @Test
    void writesTheHeadersOfTheDraft() {
        Verdict verdict = limit.take("a");

        assertThat(limit.policy()).isEqualTo("\"default\";q=10;w=60");
        assertThat(limit.state(verdict)).isEqualTo("\"default\";r=9;t=6");
    }
}
