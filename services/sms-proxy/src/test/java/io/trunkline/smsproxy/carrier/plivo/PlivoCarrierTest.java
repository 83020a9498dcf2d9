package io.trunkline.smsproxy.carrier.plivo;

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

class PlivoCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new PlivoCarrier(account, config(settings));
    }

    static PlivoConfig config(Map<String, String> settings) {
        return Sample.config(PlivoConfig.class, Map.of("auth-id", "MA1", "auth-token", "test-auth-token"), settings);
    }

    @Override
    protected Answer taken() {
        return new Answer(202, "{\"api_id\":\"a\",\"message\":\"message(s) queued\",\"message_uuid\":[\"p1\"]}");
    }

    @Override
    protected List<String> ids() {
        return List.of("p1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v1/Account/MA1/Message/");
        assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("MA1", "test-auth-token"));
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(asked.body())
                .isEqualTo("{\"src\":\"+15550000009\",\"dst\":\"+15550000001\",\"text\":\"a=b&c \\\"d\\\"\","
                        + "\"url\":\"https://proxy.example.test/webhooks/x\",\"method\":\"POST\"}");
    }

    @Override
    protected Answer refused() {
        return new Answer(400, "{\"api_id\":\"a\",\"error\":\"dst +15550000001 is invalid\"}");
    }

    @Override
    protected String codeOfRefused() {
        return "400";
    }

    @Test
    void sendsLinksToMedia() {
        peer.answers(taken().status(), taken().body(), Map.of());

        assertThat(send(Sample.smsWithMedia(), Map.of()).messageIds()).containsExactly("p1");
        assertThat(peer.asked().getFirst().body())
                .contains("\"type\":\"mms\",\"media_urls\":[\"https://media.example.test/a.png?b=c\"]");
    }
}
