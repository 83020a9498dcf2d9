package io.trunkline.smsproxy.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioWebhookTest {

    static final String URL = "https://proxy.example.test/webhooks/twilio";
    static final String MESSAGE = "Body=hi+there&From=%2B15550000001&MessageSid=SM00000000000000000000000000000001"
            + "&NumMedia=0&To=%2B15550000009";

    private final TwilioCarrier carrier = new TwilioCarrier(Sample.account(), TwilioCarrierTest.config(Map.of()));

    private static WebhookRequest signed(String url, String body) {
        StringBuilder data = new StringBuilder(url);
        FormFields.of(Sample.form(body))
                .values()
                .forEach((name, values) ->
                        values.forEach(value -> data.append(name).append(value)));
        return Sample.form(url, body, signature(data.toString()));
    }

    private static Map<String, String> signature(String data) {
        return Map.of("x-twilio-signature", new Hmac("HmacSHA1", "test-auth-token").base64(data));
    }

    private List<CarrierNotice> read(String body) {
        return carrier.read(signed(URL, body));
    }

    @Test
    void readsAMessageOfTheVector() {
        WebhookRequest request =
                Sample.form(URL, MESSAGE, Map.of("x-twilio-signature", "RkAGoaAWP3PVPH9AtkAIrqmWRfQ="));

        assertThat(carrier.read(request))
                .containsExactly(new Incoming(
                        "the-carrier",
                        "SM00000000000000000000000000000001",
                        "+15550000001",
                        "+15550000009",
                        "hi there",
                        List.of()));
        assertThat(carrier.answer().contentType()).isEqualTo("text/xml");
        assertThat(carrier.answer().body()).endsWith("<Response></Response>");
    }

    @Test
    void agreesWithTheVendorsOwnVector() {
        String body =
                "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&From=%2B14158675309&Digits=1234&To=%2B18005551212";

        new TwilioSignature("12345")
                .verify(Sample.form(
                        "https://mycompany.com/myapp.php?foo=1&bar=2",
                        body,
                        Map.of("x-twilio-signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://proxy.example.test/w?a=b:1, https://proxy.example.test:443/w?a=b:1",
        "https://proxy.example.test:443/w, https://proxy.example.test/w",
        "https://proxy.example.test:8443/w, https://proxy.example.test/w",
        "http://proxy.example.test, http://proxy.example.test:80",
        "https://[::1]/w, https://[::1]:443/w",
        "https://a:b@proxy.example.test/w, https://a:b@proxy.example.test:443/w",
    })
    void thePortMayBeSignedOrNot(String called, String signedUrl) {
        WebhookRequest signed = signed(signedUrl, MESSAGE);

        assertThat(carrier.read(new WebhookRequest("POST", called, signed.headers(), signed.body(), "192.0.2.7")))
                .hasSize(1);
    }

    @Test
    void whatIsNotSignedIsForged() {
        WebhookRequest request = signed(URL, MESSAGE);

        assertThat(Sample.refusal(() -> carrier.read(Sample.form(URL, MESSAGE, Map.of()))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(
                        URL,
                        MESSAGE + "&Extra=1",
                        Map.of("x-twilio-signature", request.header("x-twilio-signature"))))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(
                        URL + "/", MESSAGE, Map.of("x-twilio-signature", request.header("x-twilio-signature"))))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> carrier.read(Sample.form(URL, MESSAGE, Map.of("x-twilio-signature", "")))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void readsAQuery() {
        String url = URL + "?" + MESSAGE;

        assertThat(carrier.read(Sample.get(url, signature(url)))).hasSize(1);
        assertThat(Sample.refusal(() -> carrier.read(Sample.get(url + "1", signature(url)))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void jsonIsProvenByItsHashInTheAddress() {
        String body = "{\"MessageSid\":\"SM2\",\"From\":\"+15550000001\",\"To\":\"+15550000009\",\"Body\":\"hi\"}";
        String url = URL + "?bodySHA256=" + Proofs.hash("SHA-256", body.getBytes(StandardCharsets.UTF_8));

        assertThat(carrier.read(Sample.json(url, body, signature(url)))).hasSize(1);
        assertThat(Sample.refusal(() -> carrier.read(Sample.json(url, body + " ", signature(url)))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> carrier.read(Sample.json(URL, body, signature(URL)))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void readsLinksToMedia() {
        String body =
                "MessageSid=MM1&From=%2B15550000001&To=%2B15550000009&NumMedia=3&MediaUrl0=https://m.example.test/0"
                        + "&MediaUrl1=file:///etc/passwd&MediaUrl2=https://m.example.test/2";

        assertThat(read(body)).singleElement().satisfies(notice -> {
            assertThat(((Incoming) notice).text()).isEmpty();
            assertThat(((Incoming) notice).media())
                    .containsExactly(URI.create("https://m.example.test/0"), URI.create("https://m.example.test/2"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "sent, SENT",
        "delivered, DELIVERED",
        "read, DELIVERED",
        "partially_delivered, UNCONFIRMED",
        "undelivered, UNDELIVERED",
        "failed, FAILED",
        "canceled, FAILED"
    })
    void readsReceipts(String status, State state) {
        String body =
                "MessageSid=SM1&SmsStatus=" + status + "&MessageStatus=" + status + "&ErrorCode=30003&To=1&From=2";

        assertThat(read(body)).containsExactly(new Receipt("the-carrier", "SM1", state, "30003", Sample.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "accepted", "scheduled", "sending", "something-new"})
    void otherStatesTellNothing(String status) {
        assertThat(read("MessageSid=SM1&MessageStatus=" + status)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Body=x&From=%2B15550000001&To=%2B15550000009",
                "MessageSid=SM1&Body=x&From=%2B15550000001",
                "MessageSid=&Body=x&From=%2B15550000001&To=%2B15550000009",
                "MessageSid=SM1&MessageSid=SM2&Body=x&From=%2B15550000001&To=%2B15550000009",
                "MessageSid=SM1&Body=x&Body=y&From=%2B15550000001&To=%2B15550000009",
                "MessageSid=SM1&NumMedia=many&Body=x&From=%2B15550000001&To=%2B15550000009",
                "MessageSid=SM1&Body=x&From=%2B15550000001%00&To=%2B15550000009",
                "MessageSid=SM1&Body=x&From=%2B1555000000100000000&To=%2B15550000009"
            })
    void whatIsMissingOrRepeatedIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> read(body))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        assertThat(read(MESSAGE + "&SmsStatus=received&OptOutType=STOP&FromZip=&New=1&New=2"))
                .hasSize(1);
    }

    @Test
    void thereIsNoOpenMode() {
        assertThatThrownBy(
                        () -> new TwilioCarrier(Sample.account(), TwilioCarrierTest.config(Map.of("auth-token", " "))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The carrier the-carrier needs its auth-token");
    }
}
