package io.trunkline.dialer.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

    private static final String URI = "sip:+70951231111@gw.example.test";
    private final Credentials credentials = new Credentials("dialer1", "s3cret");

    /** Computed by another implementation. */
    @ParameterizedTest
    @CsvSource({
        "MD5, true, b28a05005fdab92bdbe5b8ca158e46a5",
        "MD5, false, 476d7dd652c65cb8da827403cb1060a6",
        "SHA-256, true, dfc01284d4130fa7c1d7ceaf4e11fc2f712e49531a0a8cda911dddd6db2c8de3",
        "SHA-256, false, 565f79f58d890242600bed8c9d3b592eeefbe335fdcb43dfd1d91f6c3c106f35"
    })
    void answersAsOthersDo(String algorithm, boolean isProtected, String response) {
        Challenge challenge = Challenge.best(List.of("Digest realm=\"gw.example.test\", nonce=\"abc123\", algorithm="
                        + algorithm + (isProtected ? ", qop=\"auth,auth-int\"" : "")))
                .orElseThrow();

        String answer = credentials.answer(challenge, "INVITE", URI, 1, "xyz789");

        assertThat(answer)
                .startsWith(
                        "Digest username=\"dialer1\", realm=\"gw.example.test\", nonce=\"abc123\", uri=\"" + URI + "\"")
                .contains("response=\"" + response + "\"", "algorithm=" + algorithm);
        assertThat(answer.contains("qop=auth, nc=00000001, cnonce=\"xyz789\"")).isEqualTo(isProtected);
    }

    @Test
    void takesTheBestOfWhatIsAsked() {
        Challenge best = Challenge.best(List.of(
                        "Basic realm=\"x\"",
                        "Digest realm=\"r\", nonce=\"1\", algorithm=MD5",
                        "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, stale=TRUE, opaque=\"o\"",
                        "Digest realm=\"r\", nonce=\"3\", algorithm=WHIRLPOOL"))
                .orElseThrow();

        assertThat(best.nonce()).isEqualTo("2");
        assertThat(best.isStale()).isTrue();
        assertThat(credentials.answer(best, "BYE", URI, 1, "c")).endsWith("opaque=\"o\"");
    }

    @Test
    void whatItCannotAnswerItDoesNot() {
        assertThat(Challenge.best(List.of("Digest realm=\"r\", nonce=\"1\", qop=\"auth-int\"")))
                .isEmpty();
        assertThat(Challenge.best(List.of("Digest realm=\"r\""))).isEmpty();
        assertThat(Challenge.best(List.of("Digest"))).isEmpty();
        assertThat(Challenge.best(List.of())).isEmpty();
    }

    @Test
    void neverShowsAPassword() {
        assertThat(credentials.toString()).doesNotContain("s3cret");
    }
}
