package io.trunkline.smsproxy.carrier.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.http.CarrierContract;
import io.trunkline.smsproxy.carrier.http.CarrierPeer;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new GenericCarrier(account, config(settings));
    }

    static GenericConfig config(Map<String, String> settings) {
        Map<String, String> own = new HashMap<>();
        own.put("inbound.id", "/message/id");
        own.put("inbound.from", "/message/from");
        own.put("inbound.to", "/message/to");
        own.put("inbound.text", "/message/text");
        own.put("outbound.url", "https://carrier.example.test/send?key=1");
        own.put("outbound.authorization", "Token shh");
        own.put("outbound.template", "{\"ref\":\"{id}\",\"f\":\"{from-digits}\",\"t\":\"{to}\",\"m\":\"{text}\"}");
        own.put("outbound.id", "/result/0/id");
        own.put("outbound.error-code", "/error");
        own.put("outbound.errors.E-STOP", "opted-out");
        own.put("outbound.errors.E-FULL", "busy");
        own.put("outbound.errors.E-SLOW", "throttled");
        own.put("outbound.errors.E-BAD", "rejected");
        own.put("outbound.errors.E-ODD", "unknown");
        return Sample.config(GenericConfig.class, own, settings);
    }

    @Override
    protected String addressSetting() {
        return "outbound.url";
    }

    @Override
    protected String path() {
        return "/send?key=1";
    }

    @Override
    protected Answer taken() {
        return new Answer(200, "{\"result\":[{\"id\":4711}]}");
    }

    @Override
    protected List<String> ids() {
        return List.of("4711");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/send?key=1");
        assertThat(asked.header("authorization")).isEqualTo("Token shh");
        assertThat(asked.header("content-type")).isEqualTo("application/json");
        assertThat(asked.body())
                .isEqualTo("{\"ref\":\"00000000-0000-0000-0000-000000000001\",\"f\":\"15550000009\","
                        + "\"t\":\"+15550000001\",\"m\":\"a=b&c \\\"d\\\"\"}");
    }

    @Override
    protected Answer refused() {
        return new Answer(200, "{\"error\":\"E-BAD\"}");
    }

    @Override
    protected String codeOfRefused() {
        return "E-BAD";
    }

    @Override
    protected Answer throttled() {
        return new Answer(200, "{\"error\":\"E-SLOW\"}");
    }

    @ParameterizedTest
    @CsvSource({"E-STOP, OPTED_OUT", "E-FULL, BUSY", "E-ODD, UNKNOWN"})
    void theSettingsTellWhatCodesMean(String code, Kind kind) {
        CarrierFailure failure = failure(new Answer(400, "{\"error\":\"" + code + "\"}"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void sendsForms() {
        peer.answers(taken().status(), taken().body(), Map.of());

        send(Sample.SMS, Map.of("outbound.format", "form", "outbound.template", "x={y}&from={from}&text={text}"));

        assertThat(peer.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(asked.body()).isEqualTo("x={y}&from=%2B15550000009&text=a%3Db%26c+%22d%22");
        });
    }

    @Test
    void noTextLeavesItsPlace() {
        peer.answers(taken().status(), taken().body(), Map.of());

        send(Sample.smsWith("\"}\\ {to} $1 \n"), Map.of());

        assertThat(peer.asked().getFirst().body()).endsWith("\"m\":\"\\\"}\\\\ {to} $1 \\n\"}");
    }

    @Test
    void takesTextsOnly() {
        assertThat(failure(Sample.smsWithMedia(), Map.of()).kind()).isEqualTo(Kind.REJECTED);
    }
}
