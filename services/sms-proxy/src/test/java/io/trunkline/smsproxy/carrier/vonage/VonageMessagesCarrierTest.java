package io.trunkline.smsproxy.carrier.vonage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.http.CarrierContract;
import io.trunkline.smsproxy.carrier.http.CarrierPeer;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VonageMessagesCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("send-by", "messages-api");
        return new VonageCarrier(account, VonageSmsCarrierTest.config(all));
    }

    @Override
    protected String addressSetting() {
        return "messages-api";
    }

    @Override
    protected Answer taken() {
        return new Answer(202, "{\"message_uuid\":\"v1\"}");
    }

    @Override
    protected List<String> ids() {
        return List.of("v1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v1/messages");
        assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("k1", "s1"));
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(asked.body())
                .isEqualTo("{\"message_type\":\"text\",\"channel\":\"sms\",\"from\":\"15550000009\","
                        + "\"to\":\"15550000001\",\"text\":\"a=b&c \\\"d\\\"\","
                        + "\"client_ref\":\"00000000-0000-0000-0000-000000000001\",\"ttl\":600,"
                        + "\"webhook_url\":\"https://proxy.example.test/webhooks/x\"}");
    }

    private static Answer problem(int status, String code) {
        return new Answer(
                status,
                "{\"type\":\"https://developer.vonage.com/api-errors/messages#" + code
                        + "\",\"detail\":\"+15550000001\"}");
    }

    @Override
    protected Answer refused() {
        return problem(422, "1120");
    }

    @Override
    protected String codeOfRefused() {
        return "1120";
    }

    @Override
    protected Answer throttled() {
        return problem(429, "1000");
    }

    @Test
    void anAccountWithoutMoneyIsBusy() {
        assertThat(failure(problem(403, "1070")).kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void takesTextsOnly() {
        assertThat(failure(Sample.smsWithMedia(), Map.of()).kind()).isEqualTo(Kind.REJECTED);
    }
}
