package io.trunkline.vouchers.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.kit.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPgpKeyTest {

    private final Instant now = Instant.now();

    @Test
    void onlyTheHolderOfThePrivateKeyReadsIt() {
        PrintShop shop = PrintShop.modern();
        byte[] content = "serial,code\r\n1,SECRET\r\n".getBytes(StandardCharsets.UTF_8);

        byte[] message = OpenPgpKey.parse(shop.publicKey(), now).encrypt(content, "codes.csv", now);

        assertThat(new String(message, StandardCharsets.ISO_8859_1)).doesNotContain("SECRET", "codes.csv");
        assertThat(shop.decrypt(message)).isEqualTo("serial,code\r\n1,SECRET\r\n");
        assertThatThrownBy(() -> PrintShop.modern().decrypt(message)).isInstanceOf(AssertionError.class);
    }

    @Test
    void rsaWillDo() {
        PrintShop shop = PrintShop.rsa(2048);

        byte[] message = OpenPgpKey.parse(shop.publicKey(), now).encrypt(new byte[] {'x'}, "codes.csv", now);

        assertThat(shop.decrypt(message)).isEqualTo("x");
    }

    @Test
    void theFingerprintIsThatOfTheCertificate() {
        assertThat(OpenPgpKey.parse(PrintShop.modern().publicKey(), now).fingerprint())
                .matches("[0-9A-F]{40}");
    }

    @Test
    void aKeyThatCannotBeTrustedIsRefused() {
        refused(PrintShop.rsa(1024).publicKey());
        refused(PrintShop.modern(KeyFlags.SIGN_DATA, Duration.ZERO).publicKey());
        refused(PrintShop.modern(KeyFlags.ENCRYPT_COMMS, Duration.ofHours(3)).publicKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxxxx\n-----END PGP PUBLIC KEY BLOCK-----\n",
                "-----BEGIN PGP MESSAGE-----\n\nhF4D\n-----END PGP MESSAGE-----\n",
                "\u0099\u0001\u0000"
            })
    void whatIsNoKeyIsRefused(String text) {
        refused(text);
    }

    @Test
    void aTruncatedKeyIsRefusedUnlessAllThatMattersIsThere() {
        PrintShop shop = PrintShop.modern();
        String key = shop.publicKey();
        int accepted = 0;
        for (int end = 0; end < key.length(); end += 7) {
            try {
                byte[] message = OpenPgpKey.parse(key.substring(0, end), now).encrypt(new byte[] {'x'}, "x", now);
                assertThat(shop.decrypt(message)).isEqualTo("x");
                accepted++;
            } catch (Refused refused) {
                assertThat(refused.errors().getFirst().pointer()).isEqualTo("/publicKey");
            }
        }
        // The last line, and the checksum before it.
        assertThat(accepted).isLessThan(12);
    }

    private void refused(String key) {
        assertThatThrownBy(() -> OpenPgpKey.parse(key, now)).isInstanceOf(Refused.class);
    }
}
