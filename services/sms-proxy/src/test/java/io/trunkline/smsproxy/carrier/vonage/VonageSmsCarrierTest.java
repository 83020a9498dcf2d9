package io.trunkline.smsproxy.carrier.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.http.CarrierContract;
import io.trunkline.smsproxy.carrier.http.CarrierPeer;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VonageSmsCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new VonageCarrier(account, config(settings));
    }

    static VonageConfig config(Map<String, String> settings) {
        return Sample.config(
                VonageConfig.class,
                Map.of("api-key", "k1", "api-secret", "s1", "signature-secret", "sigsecret"),
                settings);
    }

    @Override
    protected String addressSetting() {
        return "sms-api";
    }

    @Override
    protected Answer taken() {
        return new Answer(
                200,
                "{\"message-count\":\"2\",\"messages\":[{\"status\":\"0\",\"message-id\":\"v1\",\"to\":\"1\"},"
                        + "{\"status\":\"0\",\"message-id\":\"v2\"}]}");
    }

    @Override
    protected List<String> ids() {
        return List.of("v1", "v2");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/sms/json");
        assertThat(asked.headers().contains("authorization")).isFalse();
        assertThat(asked.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(asked.body())
                .isEqualTo("api_key=k1&api_secret=s1&from=15550000009&to=15550000001&text=a%3Db%26c+%22d%22&type=text"
                        + "&client-ref=00000000-0000-0000-0000-000000000001&ttl=600000"
                        + "&callback=https%3A%2F%2Fproxy.example.test%2Fwebhooks%2Fx");
    }

    private static Answer status(String status) {
        return new Answer(200, "{\"messages\":[{\"status\":\"" + status + "\",\"error-text\":\"+15550000001\"}]}");
    }

    @Override
    protected Answer refused() {
        return status("6");
    }

    @Override
    protected String codeOfRefused() {
        return "6";
    }

    @Override
    protected Answer throttled() {
        return status("1");
    }

    @ParameterizedTest
    @CsvSource({"4, BUSY", "9, BUSY", "14, BUSY", "7, REJECTED", "5, UNKNOWN", "99, UNKNOWN"})
    void theStatusOfAPartTells(String status, Kind kind) {
        CarrierFailure failure = failure(status(status));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(status);
    }

    @Test
    void halfAMessageIsNeitherTakenNorRefused() {
        Answer half = new Answer(200, "{\"messages\":[{\"status\":\"0\",\"message-id\":\"v1\"},{\"status\":\"1\"}]}");

        assertThat(failure(half).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void saysWhenTheAlphabetDoesNotDo() {
        peer.answers(taken().status(), taken().body(), Map.of());

        assertThat(send(Sample.smsWith("Привет"), Map.of()).messageIds()).hasSize(2);
        assertThat(peer.asked().getFirst().body()).contains("&type=unicode&");
    }

    @Test
    void takesTextsOnly() {
        assertThat(failure(Sample.smsWithMedia(), Map.of()).kind()).isEqualTo(Kind.REJECTED);
        assertThat(peer.asked()).isEmpty();
    }
}
