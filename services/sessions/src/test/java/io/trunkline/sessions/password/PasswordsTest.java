package io.trunkline.sessions.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.AtOnce;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Settings(int memory, int passes, OptionalInt threads, int queue) implements PasswordConfig {
        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }
    }

    private static Passwords passwords(int memory, int threads, int queue) {
        return new Passwords(new Settings(memory, 2, OptionalInt.of(threads), queue), new SecureRandom());
    }

    private final Passwords passwords = passwords(19_456, 2, 64);

    private String hash(String password) {
        return passwords.hash(password).await().atMost(PATIENCE);
    }

    private boolean matches(String password, String hash) {
        return passwords.matches(password, hash).await().atMost(PATIENCE);
    }

    @Test
    void aHashTellsItsParametersAndNothingOfThePassword() {
        assertThat(hash("correct horse battery"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("correct");
        assertThat(hash("correct horse battery")).isNotEqualTo(hash("correct horse battery"));
    }

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = hash("correct horse battery");

        assertThat(matches("correct horse battery", hash)).isTrue();
        assertThat(matches("correct horse battery ", hash)).isFalse();
        assertThat(matches("", hash)).isFalse();
        assertThat(matches("correct horse battery", null)).isFalse();
    }

    @Test
    void formsOfUnicodeDoNotCount() {
        assertThat(matches("cafe\u0301 cafe\u0301", hash("caf\u00e9 caf\u00e9")))
                .isTrue();
    }

    @Test
    void aHashOfOtherSettingsIsOutdatedButGood() {
        String old =
                passwords(8_192, 1, 64).hash("correct horse battery").await().atMost(PATIENCE);

        assertThat(passwords.isOutdated(old)).isTrue();
        assertThat(passwords.isOutdated(hash("correct horse battery"))).isFalse();
        assertThat(matches("correct horse battery", old)).isTrue();
    }

    @Test
    void whoFindsTheQueueFullIsToldToComeBack() {
        Passwords narrow = passwords(19_456, 1, 1);

        List<Boolean> refused = AtOnce.times(32, () -> isRefused(narrow));

        assertThat(refused).contains(true, false);
    }

    private static boolean isRefused(Passwords narrow) {
        try {
            narrow.hash("correct horse battery").await().atMost(PATIENCE);
            return false;
        } catch (Refused full) {
            assertThat(full.type()).isEqualTo(KitProblem.UNAVAILABLE);
            assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            return true;
        }
    }

    @Test
    void aPasswordHasEightTo256Characters() {
        assertThatCode(() -> PasswordPolicy.require("12345678", "password")).doesNotThrowAnyException();
        assertThatCode(() -> PasswordPolicy.require("\uD83D\uDE00".repeat(256), "password"))
                .doesNotThrowAnyException();
        for (String poor : List.of("", "1234567", "\uD83D\uDE00".repeat(7), "a".repeat(257), "e\u0301".repeat(7))) {
            assertThatThrownBy(() -> PasswordPolicy.require(poor, "password")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void aPasswordIsNotWhatEverybodyKnows() {
        for (String poor : List.of("administrator", "ADMINISTRATOR", "447700900123", "+44 7700 900123")) {
            assertThatThrownBy(() -> PasswordPolicy.require(poor, "password", "administrator", "+447700900123", null))
                    .isInstanceOf(Refused.class);
        }
    }
}
