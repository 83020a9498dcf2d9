package io.trunkline.smsproxy.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://api.example.test", "mailto:x", "https:///path"})
    void anApiHasAnAddressOnTheWeb(String address) {
        ApiLimits limits = Sample.config(ApiLimits.class, Map.of(), Map.of());

        assertThatThrownBy(() -> new ApiClient(Sample.account(), URI.create(address), limits))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "999999999, PT1H",
        "'Tue, 14 Nov 2023 22:13:30 GMT', PT10S",
        "'Tue, 14 Nov 2023 22:13:10 GMT', PT0S"
    })
    void aPauseIsSecondsOrADate(String header, Duration pause) {
        assertThat(RetryAfter.read(header, Sample.CLOCK)).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "٣"})
    void whatCannotBeReadIsNoPause(String header) {
        assertThat(RetryAfter.read(header, Sample.CLOCK)).isNull();
    }

    @Test
    void secretsAndNumbersAreNotInTexts() {
        ApiRequest request = ApiRequest.form("/p", "Basic c2VjcmV0", Map.of("To", "+15550000001"));

        assertThat(request.toString()).isEqualTo("ApiRequest[/p]");
        assertThat(Sample.form("To=%2B15550000001").toString()).doesNotContain("15550000001");
    }
}
