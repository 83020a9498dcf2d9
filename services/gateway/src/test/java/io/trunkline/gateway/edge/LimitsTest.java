package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.trunkline.kit.testing.TestTokens;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimitsTest extends EdgeTest {

    private static final int LARGEST = 100 * 1024;

    @Test
    void saysHowMuchIsLeft() {
        String token = Client.aToken();

        HttpResponse<String> first = client.get("/v1/strict", token);

        assertThat(first.headers().firstValue("ratelimit-policy")).hasValue("\"strict\";q=3;w=3600");
        assertThat(first.headers().firstValue("ratelimit")).hasValue("\"strict\";r=2;t=1200");
    }

    @Test
    void refusesWhoAsksTooOften() {
        UUID account = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/v1/strict", TestTokens.of(account)).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> refused = client.get("/v1/strict", TestTokens.of(account));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(1, 1200);
        assertThat(refused.headers().firstValue("ratelimit").orElseThrow()).startsWith("\"strict\";r=0;t=");
        assertThat(new JsonObject(refused.body()).getString("type"))
                .isEqualTo("urn:trunkline:problem:too-many-requests");
    }

    @Test
    void countsEachAccountAlone() {
        UUID account = UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            client.get("/v1/strict", TestTokens.of(account));
        }

        assertThat(client.get("/v1/strict", Client.aToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesABodyUpToTheLimit() {
        HttpResponse<String> response =
                client.send(client.request("/oauth2/echo").POST(BodyPublishers.ofString("x".repeat(LARGEST))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(LARGEST);
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() throws IOException {
        String answer =
                client.raw("POST /oauth2/echo HTTP/1.1\r\nHost: here\r\nContent-Length: " + (LARGEST + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:trunkline:problem:payload-too-large");
    }

    @Test
    void refusesABodyThatBecomesTooLarge() {
        HttpResponse<String> response = client.send(client.request("/oauth2/sink")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[LARGEST * 3]))));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(413);
    }

    @Test
    void asksForTheBodyOnlyIfItWillTakeIt() throws IOException {
        try (Socket socket = client.connect()) {
            OutputStream out = socket.getOutputStream();
            String head = String.join(
                    "\r\n",
                    "POST /oauth2/echo HTTP/1.1",
                    "Host: here",
                    "Content-Length: 5",
                    "Expect: 100-continue",
                    "Connection: close",
                    "",
                    "");
            out.write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(Client.until(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.untilClosed(socket.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("hello");
        }
    }

    @Test
    void cutsOffWhoNeverFinishesTheNextHead() throws IOException {
        try (Socket socket = client.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /v1/account HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(Client.until(socket.getInputStream(), "}")).startsWith("HTTP/1.1 401 ");

            out.write("GET /v1/acc".getBytes(StandardCharsets.US_ASCII));

            assertThat(Client.untilClosed(socket.getInputStream())).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void cutsOffWhoNeverFinishesTheBody() throws IOException {
        String answer = client.raw("POST /oauth2/sink HTTP/1.1\r\nHost: here\r\nContent-Length: 50000\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:trunkline:problem:timeout");
    }
}
