package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HeadersTest extends EdgeTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    private JsonObject toldHeaders(String... headers) {
        var request = client.request("/v1/account", Client.aToken());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.told(request).getJsonObject("headers");
    }

    @Test
    void namesEveryRequest() {
        HttpResponse<String> response = client.get("/v1/account", Client.aToken());

        String id = response.headers().firstValue("x-request-id").orElseThrow();
        assertThat(new JsonObject(response.body()).getJsonObject("headers").getString("x-request-id"))
                .isEqualTo(id);
        assertThat(client.get("/nowhere").headers().firstValue("x-request-id")).isPresent();
    }

    @Test
    void keepsAHarmlessName() {
        HttpResponse<String> response =
                client.send(client.request("/v1/account").header("X-Request-Id", "client-1.2_3"));

        assertThat(response.headers().firstValue("x-request-id")).hasValue("client-1.2_3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "a b", "a\"b", "\u00e4", "x%0d%0a"})
    void replacesAnyOtherName(String name) {
        assertThat(toldHeaders("X-Request-Id", name).getString("x-request-id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void replacesANameThatIsTooLong() {
        assertThat(toldHeaders("X-Request-Id", "a".repeat(65)).getString("x-request-id"))
                .hasSize(36);
    }

    @Test
    void handsATraceOnAndDecidesWhetherItIsRecorded() {
        assertThat(toldHeaders("traceparent", TRACE, "tracestate", "a=b").getMap())
                .containsEntry("traceparent", TRACE)
                .containsEntry("tracestate", "a=b");
        assertThat(toldHeaders("traceparent", TRACE.replace("-00", "-01")).getString("traceparent"))
                .isEqualTo(TRACE);
    }

    @Test
    void beginsATraceWhereThereIsNone() {
        assertThat(toldHeaders("traceparent", "rubbish", "tracestate", "a=b").getMap())
                .doesNotContainKey("tracestate")
                .hasEntrySatisfying("traceparent", trace -> assertThat(trace.toString())
                        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
    }

    @Test
    void aProblemNamesTheTrace() {
        HttpResponse<String> response = client.send(client.request("/nowhere").header("traceparent", TRACE));

        assertThat(new JsonObject(response.body()).getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void saysItselfWhereARequestComesFrom() {
        JsonObject headers = toldHeaders(
                "X-Forwarded-For", "203.0.113.9",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "evil.example",
                "X-Forwarded-Port", "1",
                "X-Forwarded-Prefix", "/evil",
                "Forwarded", "for=203.0.113.9",
                "X-Real-Ip", "203.0.113.9");

        assertThat(headers.getMap())
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-proto", "http")
                .doesNotContainKeys("x-forwarded-port", "x-forwarded-prefix", "forwarded", "x-real-ip");
        assertThat(headers.getString("x-forwarded-host")).startsWith("localhost:");
    }

    @Test
    void dropsWhatIsAboutOneConnection() throws IOException {
        String request = String.join(
                "\r\n",
                "GET /v1/account HTTP/1.1",
                "Host: here",
                "Connection: close, X-Hop, Authorization",
                "X-Hop: 1",
                "TE: trailers",
                "Keep-Alive: 5",
                "Proxy-Authorization: Basic eA==",
                "Upgrade: h2c",
                "X-Kept: 1",
                "Authorization: Bearer " + Client.aToken(),
                "",
                "");
        String answer;
        try (Socket socket = client.connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            answer = Client.until(socket.getInputStream(), "}}");
        }

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("\"x-kept\"", "\"authorization\"")
                .doesNotContain("\"x-hop\"", "\"te\"", "\"keep-alive\"", "\"proxy-authorization\"", "\"upgrade\"");
    }

    @Test
    void dropsWhatIsNoneOfAClientsBusiness() {
        HttpResponse<String> response = client.get("/v1/account/chatty", Client.aToken());

        assertThat(response.headers().map())
                .containsKey("x-kept")
                .doesNotContainKeys(
                        "server",
                        "x-powered-by",
                        "x-private",
                        "keep-alive",
                        "access-control-allow-origin",
                        "strict-transport-security");
        assertThat(response.headers().allValues("x-request-id")).hasSize(1).doesNotContain("theirs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/jwks", "/nowhere", "/v1/account", "/openapi", "/q/health", "/docs/"})
    void guardsEveryAnswer(String path) {
        HttpResponse<String> response = client.get(path);

        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("content-security-policy")).hasValue("frame-ancestors 'none'");
        assertThat(response.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(response.headers().firstValue("strict-transport-security")).isEmpty();
        assertThat(response.headers().firstValue("server")).isEmpty();
    }

    @Test
    void letsAConfiguredOriginIn() {
        HttpResponse<String> preflight = client.send(client.request("/v1/account")
                .method("OPTIONS", BodyPublishers.noBody())
                .headers("Origin", "https://app.example", "Access-Control-Request-Method", "PATCH"));
        HttpResponse<String> call =
                client.send(client.request("/v1/account", Client.aToken()).header("Origin", "https://app.example"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-methods")
                        .orElseThrow())
                .contains("PATCH");
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .hasValue("https://app.example");
        assertThat(call.headers().firstValue("access-control-allow-origin")).hasValue("https://app.example");
        assertThat(call.headers().allValues("vary")).contains("origin");
    }

    @Test
    void letsNoOtherOriginIn() {
        HttpResponse<String> preflight = client.send(client.request("/v1/account")
                .method("OPTIONS", BodyPublishers.noBody())
                .headers("Origin", "https://evil.example", "Access-Control-Request-Method", "GET"));
        HttpResponse<String> call =
                client.send(client.request("/v1/account", Client.aToken()).header("Origin", "https://evil.example"));

        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .isEmpty();
        assertThat(call.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
}
