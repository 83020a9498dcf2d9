package io.trunkline.smsproxy.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.WebhookRefused.Kind;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    static Stream<String> whatIsNoJsonWithinBounds() {
        return Stream.of(
                "{",
                "{}{}",
                "{\"a\":1,\"a\":1}",
                "[".repeat(33) + "]".repeat(33),
                "{\"a\":" + "9".repeat(101) + "}",
                "\"" + "x".repeat(1024 * 1024) + "\"",
                "NaN");
    }

    @ParameterizedTest
    @MethodSource("whatIsNoJsonWithinBounds")
    void whatIsNoJsonIsUnreadable(String body) {
        assertThat(Sample.refusal(() -> Json.fields(Sample.json(body)))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void badUtf8IsUnreadable() {
        Buffer body = Buffer.buffer("{\"a\":\"").appendByte((byte) 0xC3).appendString("\"}");
        WebhookRequest request = Sample.request("POST", "https://x.test/", "application/json", body, Map.of());

        assertThat(Sample.refusal(() -> Json.fields(request))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void numbersStayAsTheyAreWritten() {
        JsonFields json = Json.fields(Sample.json("{\"a\":15550000001,\"b\":0.0330,\"c\":1e999999999,\"d\":true}"));

        assertThat(json.value("a")).isEqualTo("15550000001");
        assertThat(json.value("b")).isEqualTo("0.0330");
        assertThat(json.value("c")).isEqualTo("1E+999999999");
        assertThat(json.value("d")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "%4=a"})
    void badEscapesAreUnreadable(String body) {
        assertThat(Sample.refusal(() -> FormFields.of(Sample.form(body)))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aFormHasItsBounds() {
        assertThat(Sample.refusal(() -> FormFields.of(Sample.form("a&".repeat(1_001)))))
                .isEqualTo(Kind.UNREADABLE);
        assertThat(Sample.refusal(() -> FormFields.of(Sample.form("a=" + "x".repeat(1024 * 1024)))))
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void readsFormsAsBrowsersWriteThem() {
        FormFields fields = FormFields.of(Sample.form("&a=1+2%2B3&b&=c&%C3%BC=%F0%9F%99%82&a=1+2%2B3"));

        assertThat(fields.value("a")).isEqualTo("1 2+3");
        assertThat(fields.value("b")).isEmpty();
        assertThat(fields.value("")).isEqualTo("c");
        assertThat(fields.value("ü")).isEqualTo("🙂");
        assertThat(fields.value("c")).isNull();
    }

    @Test
    void theQueryEndsBeforeTheFragment() {
        FormFields fields = FormFields.ofQuery("https://x.test/?a=1#b=2");

        assertThat(fields.value("a")).isEqualTo("1");
        assertThat(fields.has("b")).isFalse();
        assertThat(FormFields.ofQuery("https://x.test/").values()).isEmpty();
    }

    @Test
    void linksAreOnTheWeb() {
        List<String> texts = List.of(
                "https://m.example.test/a?b=c",
                "file:///etc/passwd",
                "javascript:x",
                "not a link",
                "https:///nowhere",
                "",
                "https://m.example.test/" + "x".repeat(2_000));

        assertThat(Links.of(texts.stream())).hasToString("[https://m.example.test/a?b=c]");
    }

    @Test
    void secretsAreComparedWhole() {
        assertThat(Proofs.same("abc", "abc")).isTrue();
        assertThat(Proofs.same("ab", "abc")).isFalse();
        assertThat(Proofs.same("", "abc")).isFalse();
        assertThat(Proofs.same(null, "abc")).isFalse();
        assertThat(Proofs.basic("Aladdin", "open sesame")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(new Hmac("HmacSHA256", "key").hex("The quick brown fox jumps over the lazy dog"))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
        assertThat(Proofs.hash("MD5", "".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2023-11-14", "-999999999-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z"})
    void aMomentThatCannotBeBelievedIsNow(String text) {
        assertThat(Moments.isoOr(text, Sample.NOW)).isEqualTo(Sample.NOW);
        assertThat(Moments.utcOr(text, Sample.NOW)).isEqualTo(Sample.NOW);
    }
}
