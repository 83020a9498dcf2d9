package io.trunkline.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.trunkline.kit.testing.Customer.Call;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {

    private static final UUID OWNER = UUID.fromString("5f0c1b7e-3c1f-4a57-9b1e-0d6f2a4c8e10");

    private final WebhookSecrets secrets = new WebhookSecrets(Settings.with(Map.of()));

    @Test
    void aSignatureIsWhatOpensslMakesOfIt() {
        byte[] key = Base64.getDecoder().decode("dHJ1bmtsaW5lIHRlc3Qga2V5LCAzMiBieXRlcyBsb24=");

        String signature = WebhookSecrets.signature(
                key, "018f5e2a-7c3b-7d10-8a4e-1f2d3c4b5a69.1700000000.{\"type\":\"note.made\",\"text\":\"déjà\"}");

        assertThat(signature).isEqualTo("v1,27duXOuGaNsrzNgqDd8kVCNj17owoYLItikz/tYR+Lw=");
    }

    @Test
    void aSecretStaysTheSameFromReleaseToRelease() {
        assertThat(secrets.text(OWNER, 3)).isEqualTo("whsec_SB3a26Mwm4ZI6GFIhdo3KnyPUnE23RTvg5ALx1U+tlI=");
    }

    @Test
    void everyOwnerAndEveryGenerationHasItsOwn() {
        assertThat(List.of(secrets.text(OWNER, 1), secrets.text(OWNER, 2), secrets.text(UUID.randomUUID(), 1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachGenerationThatSignsCanBeChecked() {
        WebhookDelivery delivery =
                new WebhookDelivery(UUID.randomUUID(), OWNER, "note", "https://x", "{}", 1, Instant.EPOCH);
        Call call = new Call(
                "/",
                delivery.id().toString(),
                "1700000000",
                secrets.signatures(delivery, List.of(2, 1), 1_700_000_000),
                "{}");

        assertThat(call.isSignedWith(secrets.text(OWNER, 2))).isTrue();
        assertThat(call.isSignedWith(secrets.text(OWNER, 1))).isTrue();
        assertThat(call.isSignedWith(secrets.text(OWNER, 3))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "c2hvcnQ="})
    void aServiceWithoutARealSecretDoesNotStart(String secret) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new WebhookSecrets(Settings.with(Map.of("secret", secret + " "))))
                .withMessageContaining("openssl rand -base64 32");
    }
}
