package io.trunkline.smsproxy.carrier.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlivoWebhookTest {

    static final String URL = "https://proxy.example.test/webhooks/plivo";
    static final String MESSAGE = "From=15550000001&To=15550000009&Type=sms&Text=hi+there&MessageUUID=u1";
    static final String RECEIPT = "MessageUUID=u1&From=15550000009&To=15550000001&Status=%s&ErrorCode=%s"
            + "&DeliveryReportTime=2023-11-14+22:13:19";

    private static final String NONCE = "x-plivo-signature-v2-nonce";
    private static final String SIGNATURE = "x-plivo-signature-v2";

    private final PlivoCarrier carrier = new PlivoCarrier(Sample.account(), PlivoCarrierTest.config(Map.of()));

    private static String signature(String nonce) {
        return new Hmac("HmacSHA256", "test-auth-token").base64(URL + nonce);
    }

    private static WebhookRequest signed(String body, String nonce) {
        return Sample.form(URL, body, Map.of(NONCE, nonce, SIGNATURE, signature(nonce)));
    }

    private List<CarrierNotice> read(String body) {
        return carrier.read(signed(body, "n1"));
    }

    @Test
    void readsAMessageWithTheSignatureOfTheVector() {
        WebhookRequest request = Sample.form(
                URL,
                MESSAGE,
                Map.of(NONCE, "05429567804466091622", SIGNATURE, "Jng1Nn9bkieKAiPYV8tpcksvBQCPHr7LBtNmIhquwW0="));

        assertThat(carrier.read(request))
                .containsExactly(
                        new Incoming("the-carrier", "u1", "15550000001", "15550000009", "hi there", List.of()));
    }

    @Test
    void theQueryIsNotSigned() {
        WebhookRequest request = Sample.get(URL + "?" + MESSAGE, Map.of(NONCE, "n1", SIGNATURE, signature("n1")));

        assertThat(carrier.read(request)).hasSize(1);
    }

    @Test
    void oneOfSeveralSignaturesMayBeOurs() {
        String several = "x, " + signature("n1") + ",y";

        assertThat(carrier.read(Sample.form(URL, MESSAGE, Map.of(NONCE, "n1", SIGNATURE, several))))
                .hasSize(1);
    }

    @Test
    void theMainAccountMaySign() {
        Map<String, String> headers = Map.of(NONCE, "n1", SIGNATURE, "x", "x-plivo-signature-ma-v2", signature("n1"));

        assertThat(carrier.read(Sample.form(URL, MESSAGE, headers))).hasSize(1);
    }

    @Test
    void whatIsNotSignedIsForged() {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of(NONCE, "n1"),
                Map.of(SIGNATURE, signature("n1")),
                Map.of(NONCE, "n2", SIGNATURE, signature("n1")),
                Map.of(NONCE, "", SIGNATURE, signature("")),
                Map.of(NONCE, "n".repeat(101), SIGNATURE, signature("n".repeat(101))))) {
            assertThat(Sample.refusal(() -> carrier.read(Sample.form(URL, MESSAGE, headers))))
                    .isEqualTo(Kind.FORGED);
        }
    }

    @Test
    void aNonceIsGoodForOneRequestWhichMayComeAgain() {
        carrier.read(signed(MESSAGE, "n1"));

        assertThat(carrier.read(signed(MESSAGE, "n1"))).hasSize(1);
        assertThat(Sample.refusal(() -> carrier.read(signed(MESSAGE.replace("hi", "ho"), "n1"))))
                .isEqualTo(Kind.FORGED);
        assertThat(carrier.read(signed(MESSAGE.replace("hi", "ho"), "n2"))).hasSize(1);
    }

    @Test
    void readsLinksToMedia() {
        assertThat(read(MESSAGE + "&Media0=https://m.example.test/0&Media1=nothing"))
                .singleElement()
                .satisfies(notice -> assertThat(((Incoming) notice).media())
                        .containsExactly(URI.create("https://m.example.test/0")));
    }

    @ParameterizedTest
    @CsvSource({"sent, SENT", "delivered, DELIVERED", "undelivered, UNDELIVERED", "failed, FAILED", "rejected, REJECTED"
    })
    void readsReceipts(String status, State state) {
        assertThat(read(RECEIPT.formatted(status, "200")))
                .containsExactly(new Receipt("the-carrier", "u1", state, "200", Instant.parse("2023-11-14T22:13:19Z")));
    }

    @Test
    void threeZerosAreNoError() {
        assertThat(read(RECEIPT.formatted("delivered", "000")))
                .singleElement()
                .satisfies(notice -> assertThat(((Receipt) notice).code()).isNull());
    }

    @Test
    void otherStatesTellNothing() {
        assertThat(read(RECEIPT.formatted("queued", ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "From=1&To=2&Text=x",
                "From=1&Text=x&MessageUUID=u1",
                "From=1&From=2&To=2&Text=x&MessageUUID=u1",
                "Status=sent",
                "Status=&MessageUUID=u1",
                "From=%zz&To=2&Text=x&MessageUUID=u1"
            })
    void whatIsMissingOrRepeatedIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> read(body))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void thereIsNoOpenMode() {
        assertThatThrownBy(() -> new PlivoCarrier(Sample.account(), PlivoCarrierTest.config(Map.of("auth-token", " "))))
                .isInstanceOf(IllegalStateException.class);
    }
}
