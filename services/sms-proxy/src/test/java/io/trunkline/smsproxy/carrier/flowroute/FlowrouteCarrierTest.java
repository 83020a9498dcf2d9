package io.trunkline.smsproxy.carrier.flowroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.http.CarrierContract;
import io.trunkline.smsproxy.carrier.http.CarrierPeer;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowrouteCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new FlowrouteCarrier(account, config(settings), new Ids());
    }

    static FlowrouteConfig config(Map<String, String> settings) {
        return Sample.config(FlowrouteConfig.class, Map.of("access-key", "ak", "secret-key", "sk"), settings);
    }

    @Override
    protected Answer taken() {
        return new Answer(202, "{\"data\":{\"id\":\"mdr2-1\",\"type\":\"message\",\"links\":{\"self\":\"x\"}}}");
    }

    @Override
    protected List<String> ids() {
        return List.of("mdr2-1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v2.1/messages");
        assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("ak", "sk"));
        assertThat(asked.header("content-type")).isEqualTo("application/vnd.api+json");
        assertThat(asked.body())
                .isEqualTo("{\"data\":{\"type\":\"message\",\"attributes\":{\"to\":\"15550000001\","
                        + "\"from\":\"15550000009\",\"body\":\"a=b&c \\\"d\\\"\","
                        + "\"dlr_callback\":\"https://proxy.example.test/webhooks/x\"}}}");
    }

    @Override
    protected Answer refused() {
        return new Answer(422, "{\"errors\":[{\"code\":\"E1\",\"title\":\"to 15550000001 is invalid\"}]}");
    }

    @Override
    protected String codeOfRefused() {
        return "E1";
    }

    @Test
    void speaksTheOldVersion() {
        peer.answers(200, "{\"id\":\"mdr1-1\"}", Map.of());

        assertThat(send(Sample.SMS, Map.of("version", "v2")).messageIds()).containsExactly("mdr1-1");
        assertThat(peer.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.uri()).isEqualTo("/v2/messages");
            assertThat(asked.header("content-type")).isEqualTo("application/json");
            assertThat(asked.body())
                    .isEqualTo("{\"to\":\"15550000001\",\"from\":\"15550000009\",\"content\":\"a=b&c \\\"d\\\"\"}");
        });
    }

    @Test
    void theOldVersionTakesTextsOnly() {
        assertThat(failure(Sample.smsWithMedia(), Map.of("version", "v2")).kind())
                .isEqualTo(Kind.REJECTED);
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void speaksTheNewVersion() {
        peer.answers(taken().status(), taken().body(), Map.of());

        assertThat(send(Sample.smsWithMedia(), Map.of("version", "v2-2")).messageIds())
                .containsExactly("mdr2-1");
        assertThat(peer.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.uri()).isEqualTo("/v2.2/messages");
            assertThat(asked.body())
                    .contains("\"to\":\"+15550000001\",\"from\":\"+15550000009\"")
                    .contains("\"is_mms\":true,\"media_urls\":[\"https://media.example.test/a.png?b=c\"]");
        });
    }
}
