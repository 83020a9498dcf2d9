package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FailingServiceTest extends EdgeTest {

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        assertThat(new JsonObject(response.body()).getString("type")).isEqualTo("urn:trunkline:problem:" + type);
    }

    @Test
    void aServiceThatIsDownIsUnavailable() {
        HttpResponse<String> response = client.get("/v1/down", Client.aToken());

        assertProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void alsoForARequestWithABody() {
        HttpResponse<String> response =
                client.send(client.request("/v1/down", Client.aToken()).POST(BodyPublishers.ofString("hello")));

        assertProblem(response, 503, "unavailable");
    }

    @Test
    void aServiceThatSpeaksNoHttpIsABadGateway() {
        assertProblem(client.get("/v1/garbage", Client.aToken()), 502, "bad-gateway");
    }

    @Test
    void aServiceThatSaysNothingTimesOut() {
        assertProblem(client.get("/v1/balance/silent", Client.aToken()), 504, "gateway-timeout");
    }

    @Test
    void anAnswerThatBreaksOffIsSeenToBreakOff() {
        assertThatThrownBy(() -> client.get("/v1/balance/broken", Client.aToken()))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aServiceThatHangsTakesNothingFromTheOthers() {
        String token = Client.aToken();
        List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            hanging.add(Client.http()
                    .sendAsync(
                            client.request("/v1/narrow/silent", token).build(), HttpResponse.BodyHandlers.ofString()));
        }

        await().until(() -> hanging.stream().anyMatch(CompletableFuture::isDone));

        assertThat(client.get("/v1/balance", token).statusCode()).isEqualTo(200);
        assertThat(hanging.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .contains(503, 504)
                .containsOnly(503, 504);
    }
}
