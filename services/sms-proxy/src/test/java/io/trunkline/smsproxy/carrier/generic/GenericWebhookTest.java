package io.trunkline.smsproxy.carrier.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericWebhookTest {

    static final String MESSAGE =
            "{\"message\":{\"id\":4711,\"from\":\"+15550000001\",\"to\":\"15550000009\",\"text\":\"hi\"},\"new\":[]}";
    static final String RECEIPT = "{\"receipt\":{\"id\":\"r1\",\"status\":\"%s\",\"error\":\"E1\"}}";
    static final Map<String, String> RECEIPTS = Map.of(
            "inbound.receipts.id", "/receipt/id",
            "inbound.receipts.status", "/receipt/status",
            "inbound.receipts.code", "/receipt/error",
            "inbound.receipts.states.delivrd", "delivered",
            "inbound.receipts.states.gone", "undelivered");

    private static final Incoming READ =
            new Incoming("the-carrier", "4711", "+15550000001", "15550000009", "hi", List.of());

    private static GenericCarrier carrier(Map<String, String> settings) {
        return new GenericCarrier(Sample.account(), GenericCarrierTest.config(settings));
    }

    private static Map<String, String> signedBy(String header) {
        Map<String, String> settings = new HashMap<>();
        settings.put("inbound.signature.header", header);
        settings.put("inbound.signature.secret", "shh");
        return settings;
    }

    @Test
    void readsJson() {
        assertThat(carrier(Map.of()).read(Sample.json(MESSAGE))).containsExactly(READ);
    }

    @Test
    void readsForms() {
        GenericCarrier forms = carrier(Map.of(
                "inbound.format", "form",
                "inbound.id", "id",
                "inbound.from", "from",
                "inbound.to", "to",
                "inbound.text", "text"));
        String fields = "id=4711&from=%2B15550000001&to=15550000009&text=hi&new=1";

        assertThat(forms.read(Sample.form(fields))).containsExactly(READ);
        assertThat(forms.read(Sample.get(Sample.WEBHOOK + "?" + fields, Map.of())))
                .containsExactly(READ);
        assertThat(Sample.refusal(() -> forms.read(Sample.form(fields + "&to=1"))))
                .isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({"DELIVRD, DELIVERED", "delivrd, DELIVERED", "Gone, UNDELIVERED"})
    void readsReceipts(String status, State state) {
        assertThat(carrier(RECEIPTS).read(Sample.json(RECEIPT.formatted(status))))
                .containsExactly(new Receipt("the-carrier", "r1", state, "E1", Sample.NOW));
    }

    @Test
    void otherWordsTellNothing() {
        assertThat(carrier(RECEIPTS).read(Sample.json(RECEIPT.formatted("ENROUTE"))))
                .isEmpty();
        assertThat(carrier(RECEIPTS).read(Sample.json(MESSAGE))).containsExactly(READ);
    }

    @Test
    void aSignatureIsCheckedIfThereIsOne() {
        Map<String, String> settings = signedBy("X-Signature");
        settings.put("inbound.signature.prefix", "sha256=");
        GenericCarrier signed = carrier(settings);
        String hash = new Hmac("HmacSHA256", "shh").hex(MESSAGE);
        String url = Sample.WEBHOOK.toString();

        assertThat(signed.read(Sample.json(url, MESSAGE, Map.of("x-signature", "sha256=" + hash))))
                .containsExactly(READ);
        assertThat(Sample.refusal(() -> signed.read(Sample.json(MESSAGE)))).isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(() -> signed.read(Sample.json(url, MESSAGE, Map.of("x-signature", hash)))))
                .isEqualTo(Kind.FORGED);
        assertThat(Sample.refusal(
                        () -> signed.read(Sample.json(url, MESSAGE + " ", Map.of("x-signature", "sha256=" + hash)))))
                .isEqualTo(Kind.FORGED);
    }

    @Test
    void aSignatureMayBeInBase64() {
        Map<String, String> settings = signedBy("x-signature");
        settings.put("inbound.signature.encoding", "base64");
        String hash = new Hmac("HmacSHA256", "shh").base64(MESSAGE);

        assertThat(carrier(settings).read(Sample.json(Sample.WEBHOOK.toString(), MESSAGE, Map.of("x-signature", hash))))
                .containsExactly(READ);
    }

    @Test
    void theAddressIsCheckedIfThereIsOne() {
        assertThat(Sample.refusal(() ->
                        carrier(Map.of("inbound.addresses", "198.51.100.1")).read(Sample.json(MESSAGE))))
                .isEqualTo(Kind.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"message\":{}}",
                "{\"message\":{\"id\":[1],\"from\":\"1\",\"to\":\"2\"}}",
                "{\"message\":{\"id\":\"1\",\"from\":\"1\",\"to\":\"2\",\"text\":{}}}",
                "{\"receipt\":{\"status\":\"DELIVRD\"}}",
                "{\"receipt\":{\"id\":\"1\",\"status\":{}}}"
            })
    void whatIsMissingIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> carrier(RECEIPTS).read(Sample.json(body))))
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void mistakesInTheSettingsAreSeenAtOnce() {
        assertThatThrownBy(() -> carrier(Map.of("inbound.id", "id"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> carrier(Map.of("outbound.url", "nowhere"))).isInstanceOf(IllegalStateException.class);
        Map<String, String> blank = signedBy("x-signature");
        blank.put("inbound.signature.secret", " ");
        assertThatThrownBy(() -> carrier(blank)).isInstanceOf(IllegalStateException.class);
    }
}
