package io.trunkline.sessions.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trunkline.kit.log.Masking;
import io.trunkline.sessions.secret.DerivedKeys.Purpose;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String ROOT = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void eachPurposeHasItsOwnKey() {
        DerivedKeys keys = new DerivedKeys(() -> ROOT);

        assertThat(Arrays.stream(Purpose.values()).map(purpose -> keys.hmac(purpose, "text")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameSecretGivesTheSameKeys() {
        assertThat(new DerivedKeys(() -> ROOT).hmac(Purpose.CODES, "text"))
                .isEqualTo(new DerivedKeys(() -> ROOT + "\n").hmac(Purpose.CODES, "text"));
    }

    @Test
    void aPoorSecretEndsTheStartWithoutBeingPrinted() {
        String tooShort = Base64.getEncoder().encodeToString(new byte[31]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DerivedKeys(() -> tooShort))
                .withMessageContaining("32 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DerivedKeys(() -> "not base64!"))
                .withMessageContaining("Base64")
                .withMessageNotContaining("not base64!");
    }

    @Test
    void aTokenIsRecognisedInLogsAndNotPrinted() {
        OpaqueToken token = OpaqueToken.random(OpaqueToken.REFRESH_TOKEN, RandomGenerator.getDefault());

        assertThat(token.text()).matches("tlr_[A-Za-z0-9_-]{43}");
        assertThat(token).hasToString("tlr_...");
        assertThat(Masking.mask("got " + token.text())).isEqualTo("got <token>");
        assertThat(OpaqueToken.isPlausible(OpaqueToken.REFRESH_TOKEN, token.text()))
                .isTrue();
        assertThat(OpaqueToken.isPlausible(OpaqueToken.CLIENT_SECRET, token.text()))
                .isFalse();
        assertThat(token.hash()).hasSize(32);
    }
}
