package io.trunkline.sessions.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ROTATE = Duration.ofDays(30);
    private static final Duration ANNOUNCE = Duration.ofMinutes(15);
    private static final Duration KEEP = Duration.ofMinutes(20);

    private final KeySchedule schedule = new KeySchedule(ROTATE, ANNOUNCE, KEEP);

    private record Key(Instant signsFrom, boolean canSign) implements KeySchedule.Timed {}

    private static Key key(Instant signsFrom) {
        return new Key(signsFrom, true);
    }

    @Test
    void theFirstKeySignsAtOnce() {
        assertThat(schedule.nextSignsFrom(List.of(), NOON)).contains(NOON);
    }

    @Test
    void aKeyThatCannotSignDoesNotCount() {
        List<Key> keys = List.of(new Key(NOON.minusSeconds(60), false));

        assertThat(schedule.nextSignsFrom(keys, NOON)).contains(NOON);
        assertThat(schedule.signer(keys, NOON)).isEmpty();
    }

    @Test
    void theNextKeyIsAnnouncedBeforeItIsDue() {
        List<Key> keys = List.of(key(NOON));
        Instant due = NOON.plus(ROTATE);

        assertThat(schedule.nextSignsFrom(keys, due.minus(ANNOUNCE).minusSeconds(1)))
                .isEmpty();
        assertThat(schedule.nextSignsFrom(keys, due.minus(ANNOUNCE))).contains(due);
    }

    @Test
    void aKeyIsAnnouncedForItsFullTimeAlsoWhenItIsLate() {
        Instant late = NOON.plus(ROTATE).plus(Duration.ofDays(3));

        assertThat(schedule.nextSignsFrom(List.of(key(NOON)), late)).contains(late.plus(ANNOUNCE));
    }

    @Test
    void anAnnouncedKeyDoesNotSignYet() {
        Key old = key(NOON);
        Key next = key(NOON.plus(ROTATE));

        assertThat(schedule.signer(List.of(old, next), NOON.plus(ROTATE).minusMillis(1)))
                .contains(old);
        assertThat(schedule.signer(List.of(old, next), NOON.plus(ROTATE))).contains(next);
        assertThat(schedule.nextSignsFrom(List.of(old, next), NOON.plus(ROTATE)))
                .isEmpty();
    }

    @Test
    void aKeyStaysUntilItsLastTokenHasExpired() {
        Key old = key(NOON);
        Key next = key(NOON.plus(ROTATE));
        Instant handover = NOON.plus(ROTATE);

        assertThat(schedule.retired(List.of(old, next), handover.plus(KEEP).minusMillis(1)))
                .isEmpty();
        assertThat(schedule.retired(List.of(old, next), handover.plus(KEEP))).containsExactly(old);
    }

    @Test
    void theSignerIsNeverRetired() {
        assertThat(schedule.retired(List.of(key(NOON)), NOON.plus(Duration.ofDays(3_650))))
                .isEmpty();
    }

    @Test
    void settingsThatLetATokenAppearBeforeItsKeyEndTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.scheduleOf(
                        config(Duration.ofMinutes(6), ROTATE), Duration.ofMinutes(10), Duration.ofMinutes(5)))
                .withMessageContaining("announce");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKeys.scheduleOf(
                        config(ANNOUNCE, ANNOUNCE), Duration.ofMinutes(10), Duration.ofMinutes(5)))
                .withMessageContaining("rotate-every");
    }

    private static KeyConfig config(Duration announce, Duration rotateEvery) {
        return new KeyConfig() {
            @Override
            public Duration rotateEvery() {
                return rotateEvery;
            }

            @Override
            public Duration announce() {
                return announce;
            }

            @Override
            public Duration margin() {
                return Duration.ofMinutes(10);
            }

            @Override
            public Duration checkEvery() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(30);
            }
        };
    }
}
