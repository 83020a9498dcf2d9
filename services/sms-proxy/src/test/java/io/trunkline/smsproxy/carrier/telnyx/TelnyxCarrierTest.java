package io.trunkline.smsproxy.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

class TelnyxCarrierTest extends CarrierContract {

    static final String PUBLIC_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new TelnyxCarrier(account, config(settings));
    }

    static TelnyxConfig config(Map<String, String> settings) {
        return Sample.config(TelnyxConfig.class, Map.of("api-key", "KEY1", "public-key", PUBLIC_KEY), settings);
    }

    @Override
    protected Answer taken() {
        return new Answer(200, "{\"data\":{\"id\":\"t1\",\"to\":[{\"status\":\"queued\"}]}}");
    }

    @Override
    protected List<String> ids() {
        return List.of("t1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v2/messages");
        assertThat(asked.header("authorization")).isEqualTo("Bearer KEY1");
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(asked.body())
                .isEqualTo("{\"from\":\"+15550000009\",\"to\":\"+15550000001\",\"text\":\"a=b&c \\\"d\\\"\","
                        + "\"webhook_url\":\"https://proxy.example.test/webhooks/x\"}");
    }

    @Override
    protected Answer refused() {
        return new Answer(422, "{\"errors\":[{\"code\":\"40310\",\"title\":\"Invalid 'to' address +15550000001\"}]}");
    }

    @Override
    protected String codeOfRefused() {
        return "40310";
    }

    @Override
    protected Answer throttled() {
        return new Answer(429, "{\"errors\":[{\"code\":\"10011\"}]}");
    }

    @Test
    void knowsWhoHasOptedOut() {
        assertThat(failure(new Answer(403, "{\"errors\":[{\"code\":\"40300\"}]}"))
                        .kind())
                .isEqualTo(Kind.OPTED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10010", "40318"})
    void whatIsNotTheMessagesFaultIsBusy(String code) {
        assertThat(failure(new Answer(403, "{\"errors\":[{\"code\":\"" + code + "\"}]}"))
                        .kind())
                .isEqualTo(Kind.BUSY);
    }

    @Test
    void sendsLinksToMedia() {
        peer.answers(taken().status(), taken().body(), Map.of());

        assertThat(send(Sample.smsWithMedia(), Map.of()).messageIds()).containsExactly("t1");
        assertThat(peer.asked().getFirst().body())
                .contains("\"media_urls\":[\"https://media.example.test/a.png?b=c\"]");
    }
}
