package io.trunkline.vouchers.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodeKeysTest {

    private final VoucherCode code = VoucherCode.random(new Random(7));

    @Test
    void theSameSecretGivesTheSameHashAndName() {
        CodeKeys one = keys(secret(1));
        CodeKeys other = keys(secret(1));

        assertThat(hash(one)).isEqualTo(hash(other));
        assertThat(hash(one).length()).isEqualTo(32);
        assertThat(one.currentId()).isEqualTo(other.currentId());
    }

    @Test
    void anotherSecretGivesAnotherHashAndName() {
        assertThat(hash(keys(secret(1)))).isNotEqualTo(hash(keys(secret(2))));
        assertThat(keys(secret(1)).currentId()).isNotEqualTo(keys(secret(2)).currentId());
    }

    @Test
    void codesOfARetiredSecretAreStillRecognised() {
        CodeKeys rotated = keys(secret(2), secret(1));

        assertThat(rotated.hashes(code)).contains(hash(keys(secret(1))), hash(keys(secret(2))));
        assertThat(hash(rotated)).isEqualTo(hash(keys(secret(2))));
        assertThat(rotated.currentId()).isEqualTo(keys(secret(2)).currentId());
        assertThat(rotated.knownIds())
                .containsExactlyInAnyOrder(
                        keys(secret(1)).currentId(), keys(secret(2)).currentId());
    }

    @Test
    void aWeakSecretIsRefusedWithoutBeingQuoted() {
        String shortOne = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> keys(shortOne))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .doesNotContain(shortOne);
        assertThatThrownBy(() -> keys("not base64!")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBatchKeepsTheKeyThatItBeganWith() {
        CodeKeys before = keys(secret(1));

        assertThat(keys(secret(2), secret(1)).hash(before.currentId(), code)).isEqualTo(hash(before));
        assertThatThrownBy(() -> keys(secret(2)).hash(before.currentId(), code))
                .isInstanceOf(IllegalStateException.class);
    }

    private Buffer hash(CodeKeys keys) {
        return keys.hash(keys.currentId(), code);
    }

    private static String secret(int seed) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static CodeKeys keys(String current, String... retired) {
        return new CodeKeys(new CodeConfig() {
            @Override
            public String secret() {
                return current;
            }

            @Override
            public Optional<List<String>> retiredSecrets() {
                return retired.length == 0 ? Optional.empty() : Optional.of(List.of(retired));
            }
        });
    }
}
