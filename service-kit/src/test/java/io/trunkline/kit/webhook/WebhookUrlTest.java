package io.trunkline.kit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.kit.address.OutsideAddresses;
import io.trunkline.kit.address.TestAddresses;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    private static final OutsideAddresses OUTSIDE = TestAddresses.outside(
            host -> {
                throw new AssertionError("Nobody asks for a name here");
            },
            "127.0.0.0/8");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTPS://example.org/hook?key=1",
                "https://example.org:8443/a%20b",
                "https://93.184.216.34/",
                "https://[2606:4700:4700::1111]:8443/",
                "http://127.0.0.1:9000/",
                "https://127.0.0.1/"
            })
    void whatCanBeCalledIsTaken(String url) {
        assertThat(WebhookUrl.objection(url, OUTSIDE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', must be an address",
        "example.org/hook, must be an address",
        "//example.org/hook, must be an address",
        "mailto:somebody@example.org, must be an address",
        "https://, must be an address",
        "https://exa mple.org, must be an address",
        "https://exämple.org, must be an address",
        "https://0x7f000001/, must name its host",
        "ftp://example.org/, must begin with https",
        "http://example.org/, must begin with https",
        "http://93.184.216.34/, must begin with https",
        "https://user:secret@example.org/, must not hold",
        "https://user@example.org/, must not hold",
        "https://example.org/#part, must not hold",
        "https://example.org:0/, must have a port",
        "https://example.org:65536/, must have a port",
        "https://10.0.0.1/, must lead to the internet",
        "http://10.0.0.1/, must lead to the internet",
        "https://169.254.169.254/latest/meta-data, must lead to the internet",
        "https://[::1]/, must lead to the internet",
        "https://[::ffff:10.0.0.1]/, must lead to the internet",
        "https://[fe80::1]/, must lead to the internet"
    })
    void whatCannotBeCalledIsExplained(String url, String objection) {
        assertThat(WebhookUrl.objection(url, OUTSIDE)).startsWith(objection);
    }

    @Test
    void anEndlessOneIsNotTaken() {
        assertThat(WebhookUrl.objection("https://example.org/" + "x".repeat(2_000), OUTSIDE))
                .contains("2000 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, /",
        "https://example.org/a%20b, /a%20b",
        "https://example.org?x=1, /?x=1",
        "https://example.org/a?x=%26, /a?x=%26"
    })
    void theRequestAsksForWhatWasWritten(String url, String target) {
        assertThat(WebhookUrl.target(URI.create(url))).isEqualTo(target);
    }
}
