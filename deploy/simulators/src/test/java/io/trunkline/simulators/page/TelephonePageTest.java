package io.trunkline.simulators.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.events.EventJson;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelephonePageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Messages messages = new Messages();
    private TelephonePage page;

    @BeforeEach
    void start() throws IOException {
        page = TelephonePage.start(0, messages);
    }

    @AfterEach
    void stop() {
        page.close();
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
                .contains("default-src 'none'");
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
