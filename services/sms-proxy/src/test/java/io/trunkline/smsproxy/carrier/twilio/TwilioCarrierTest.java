package io.trunkline.smsproxy.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.CarrierFailure;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioCarrierTest extends CarrierContract {

    @Override
    protected WebhookCarrier carrier(HttpAccount account, Map<String, String> settings) {
        return new TwilioCarrier(account, config(settings));
    }

    static TwilioConfig config(Map<String, String> settings) {
        return Sample.config(
                TwilioConfig.class, Map.of("account-sid", "AC1", "auth-token", "test-auth-token"), settings);
    }

    @Override
    protected Answer taken() {
        return new Answer(201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"num_segments\":\"2\",\"error_code\":null}");
    }

    @Override
    protected List<String> ids() {
        return List.of("SM1");
    }

    @Override
    protected void assertRequest(CarrierPeer.Asked asked) {
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("AC1", "test-auth-token"));
        assertThat(asked.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(asked.body())
                .isEqualTo("To=%2B15550000001&From=%2B15550000009&Body=a%3Db%26c+%22d%22"
                        + "&StatusCallback=https%3A%2F%2Fproxy.example.test%2Fwebhooks%2Fx&ValidityPeriod=600");
    }

    @Override
    protected Answer refused() {
        return new Answer(
                400, "{\"code\":21211,\"message\":\"The 'To' number +15550000001 is not valid\",\"status\":400}");
    }

    @Override
    protected String codeOfRefused() {
        return "21211";
    }

    @Override
    protected Answer throttled() {
        return new Answer(429, "{\"code\":20429,\"message\":\"Too many requests\"}");
    }

    @Test
    void knowsWhoHasOptedOut() {
        CarrierFailure failure = failure(new Answer(400, "{\"code\":21610}"));

        assertThat(failure.kind()).isEqualTo(Kind.OPTED_OUT);
        assertThat(failure.code()).isEqualTo("21610");
    }

    @ParameterizedTest
    @ValueSource(ints = {20005, 21611})
    void whatIsNotTheMessagesFaultIsBusy(int code) {
        assertThat(failure(new Answer(403, "{\"code\":" + code + "}")).kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void whatDoesNotLookLikeACodeIsNotKept() {
        assertThat(failure(new Answer(400, "{\"code\":\"+1 555 000 0001\"}")).code())
                .isEqualTo("400");
    }

    @Test
    void sendsWithAnApiKeyByAMessagingService() {
        peer.answers(taken().status(), taken().body(), Map.of());

        var accepted =
                send(Sample.smsWithMedia(), Map.of("api-key", "SK1", "api-secret", "shh", "messaging-service", "MG1"));

        assertThat(accepted.messageIds()).containsExactly("SM1");
        assertThat(peer.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.header("authorization")).isEqualTo(Proofs.basic("SK1", "shh"));
            assertThat(asked.body())
                    .contains("&MessagingServiceSid=MG1&")
                    .endsWith("&MediaUrl=https%3A%2F%2Fmedia.example.test%2Fa.png%3Fb%3Dc")
                    .doesNotContain("ValidityPeriod");
        });
    }
}
