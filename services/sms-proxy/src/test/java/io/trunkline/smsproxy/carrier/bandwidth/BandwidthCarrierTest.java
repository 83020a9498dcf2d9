package io.trunkline.smsproxy.carrier.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.http.CarrierContract;
import io.trunkline.smsproxy.carrier.http.CarrierPeer;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BandwidthCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new BandwidthCarrier(account, config(settings));
    }

    static BandwidthConfig config(Map<String, String> settings) {
        return Sample.config(
                BandwidthConfig.class,
                Map.of("account", "5500001", "user", "u", "password", "p", "application", "app-1"),
                settings);
    }

    @Override
    protected String path() {
        return "/api/v2/";
    }

    @Override
    protected Answer taken() {
        return new Answer(202, "{\"id\":\"b1\",\"owner\":\"+15550000009\",\"segmentCount\":1}");
    }

    @Override
    protected List<String> ids() {
        return List.of("b1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/api/v2/users/5500001/messages");
        assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("u", "p"));
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(asked.body())
                .isEqualTo("{\"applicationId\":\"app-1\",\"from\":\"+15550000009\",\"to\":[\"+15550000001\"],"
                        + "\"text\":\"a=b&c \\\"d\\\"\",\"tag\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"expiration\":\"2023-11-14T22:23:20Z\"}");
    }

    @Override
    protected Answer refused() {
        return new Answer(400, "{\"type\":\"request-validation\",\"description\":\"'+15550000001' is invalid\"}");
    }

    @Override
    protected String codeOfRefused() {
        return "request-validation";
    }

    @Override
    protected Answer throttled() {
        return new Answer(429, "{\"type\":\"message-queue-full\",\"description\":\"x\"}");
    }

    @Test
    void sendsLinksToMedia() {
        peer.answers(taken().status(), taken().body(), Map.of());

        assertThat(send(Sample.smsWithMedia(), Map.of()).messageIds()).containsExactly("b1");
        assertThat(peer.asked().getFirst().body())
                .contains("\"media\":[\"https://media.example.test/a.png?b=c\"]")
                .doesNotContain("expiration");
    }
}
