package io.trunkline.simulators.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.smsc.Inbox;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.Received;
import io.trunkline.simulators.smsc.SmppClient;
import io.trunkline.simulators.smsc.SmsCentre;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelephonePageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Messages messages = new Messages();
    private final SmppClient client = new SmppClient();
    private final Inbox inbox = new Inbox();
    private SmsCentre centre;
    private TelephonePage page;

    @BeforeEach
    void start() throws IOException {
        centre = SmsCentre.start(0, "suite", "secret-8", messages, Clock.systemUTC());
        page = TelephonePage.start(0, messages, centre);
    }

    @AfterEach
    void stop() {
        page.close();
        client.close();
        centre.close();
        http.close();
    }

    @Test
    void showsMessagesNewestFirstAndRenewsItself() throws Exception {
        Received.message(messages, "+447700900001", "Your code: 4711", NOON);
        Received.message(messages, "+447700900002", "Your code: 0815", NOON);

        HttpResponse<String> answer = get("/");

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.body())
                .contains("http-equiv=\"refresh\"", "2026-03-01T12:00:00Z")
                .containsSubsequence("+447700900002", "Your code: 0815", "+447700900001", "Your code: 4711");
    }

    @Test
    void whateverAMessageSaysStaysText() throws Exception {
        Received.message(messages, "<b>", "<script>alert('1')</script> & \"more\" \u0001 ${rows}", NOON);

        HttpResponse<String> answer = get("/");

        assertThat(answer.body())
                .doesNotContain("<script", "<b>")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot; \u2401 ${rows}");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'");
    }

    @Test
    void listsMessagesAsJson() throws Exception {
        Received.message(messages, "+447700900001", "\"first\" <b>", NOON);
        Received.message(messages, "+447700900001", "second", NOON.plusSeconds(1));
        Received.message(messages, "+447700900002", "another's", NOON.plusSeconds(1));

        JsonNode all =
                EventJson.MAPPER.readTree(get("/messages?to=%2B447700900001").body());
        JsonNode later = EventJson.MAPPER.readTree(
                get("/messages?to=%2B447700900001&after=2026-03-01T12:00:00Z").body());

        assertThat(all.findValuesAsText("text")).containsExactly("second", "\"first\" <b>");
        assertThat(later.findValuesAsText("text")).containsExactly("second");
        assertThat(later.get(0).get("to").asText()).isEqualTo("+447700900001");
        assertThat(later.get(0).get("from").asText()).isEqualTo("Trunkline");
        assertThat(later.get(0).get("receivedAt").asText()).isEqualTo("2026-03-01T12:00:01Z");
    }

    @Test
    void saysThatItIsReady() throws Exception {
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages?after=yesterday", "/messages?after=", "/messages?to=%zz"})
    void refusesWhatItCannotRead(String path) throws Exception {
        // The JDK's client would not send the last one.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void knowsNoOtherPathAndNoOtherMethod() throws Exception {
        assertThat(get("/else").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(at("/")).DELETE().build()).statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(at("/messages")).DELETE().build())
                        .headers()
                        .firstValue("allow"))
                .hasValue("GET, HEAD, POST");
    }

    @Test
    void whatAProgramWritesIsDelivered() throws Exception {
        bind();

        HttpResponse<String> answer = post(JSON, written("Hello, \\u0416 & Co."));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(EventJson.MAPPER.readTree(answer.body()).get("id").asText()).isNotEmpty();
        assertThat(inbox.texts()).containsExactly("Hello, Ж & Co.");
    }

    @Test
    void saysThatNobodyIsThereToReceive() throws Exception {
        HttpResponse<String> answer = post(JSON, written("Hello"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("No client is bound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{\"from\":\"+447700900123\",\"to\":\"+447700900001\"}",
                "{\"from\":\"+447700900123\",\"to\":\"+447700900001\",\"text\":\"\"}",
                "{\"from\":\"+447700900123\",\"to\":\"+447700900001\",\"text\":1}",
                "{\"from\":\"+447700900123\",\"to\":\"Trunkline\",\"text\":\"Hello\"}",
                "{\"from\":\"07700900123\",\"to\":\"+447700900001\",\"text\":\"Hello\"}",
                "{\"to\":\"+447700900001\",\"text\":\"Hello\"}"
            })
    void refusesWhatIsNoMessage(String body) throws Exception {
        bind();

        assertThat(post(JSON, body).statusCode()).isEqualTo(400);
        assertThat(inbox.texts()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        assertThat(post(JSON, written("x".repeat(10_001))).statusCode()).isEqualTo(400);
        assertThat(post(JSON, " ".repeat(100_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesWhatIsNeitherJsonNorAForm() throws Exception {
        assertThat(post("text/plain", written("Hello")).statusCode()).isEqualTo(415);
        assertThat(post(FORM, "from=%zz").statusCode()).isEqualTo(400);
    }

    @Test
    void aPersonWritesWithTheForm() throws Exception {
        bind();

        HttpResponse<String> form = get("/write?from=%2B447700900123&to=%22%3E%3Cscript%3E");
        HttpResponse<String> answer = post(
                FORM,
                "from=%2B447700900123&to=%2B447700900001&text=One+%26%0D%0Atwo",
                "Origin",
                "http://127.0.0.1:" + page.port(),
                "Sec-Fetch-Site",
                "same-origin");

        assertThat(form.body())
                .contains("<form", "value=\"+447700900123\"", "value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("http-equiv=\"refresh\"", "<script");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/");
        assertThat(inbox.texts()).containsExactly("One &\ntwo");
    }

    @Test
    void offersToReplyAsTheTelephone() throws Exception {
        Received.message(messages, "+447700900001", "How are you?", NOON);

        assertThat(get("/").body()).contains("href=\"/write?from=%2B447700900001&amp;to=Trunkline\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,https://elsewhere.example",
        "Origin,null",
        "Origin,http://localhost:1",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void noOtherPageWrites(String header, String value) throws Exception {
        bind();

        assertThat(post(FORM, "from=%2B447700900123&to=%2B447700900001&text=Hello", header, value)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(JSON, written("Hello"), header, value).statusCode()).isEqualTo(403);
        assertThat(inbox.texts()).isEmpty();
    }

    @Test
    void noPageWritesWhoseNameLeadsToThisMachine() throws Exception {
        // The JDK's client would not send another's name.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            socket.getOutputStream().write("""
                    POST /messages HTTP/1.1\r
                    Host: rebound.example:18090\r
                    Origin: http://rebound.example:18090\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    Connection: close\r
                    \r
                    {}""".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 403");
        }
    }

    private void bind() throws IOException {
        client.setMessageReceiverListener(inbox);
        client.bind(centre.port(), BindType.BIND_TRX, "suite", "secret-8");
    }

    private static String written(String text) {
        return "{\"from\":\"+447700900123\",\"to\":\"+447700900001\",\"text\":\"" + text + "\"}";
    }

    private HttpResponse<String> post(String contentType, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/messages"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + page.port() + path);
    }
}
