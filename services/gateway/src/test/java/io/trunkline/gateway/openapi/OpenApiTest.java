package io.trunkline.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.gateway.EdgeTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends EdgeTest {

    private JsonObject document() {
        return new JsonObject(client.get("/openapi").body());
    }

    @Test
    void showsTheServicesAsOne() {
        await().untilAsserted(() -> assertThat(document().getJsonObject("paths").fieldNames())
                .containsExactlyInAnyOrder("/v1/account", "/oauth2/token", "/v1/balance"));

        assertThat(document().getJsonArray("x-unavailable")).contains("down", "garbage");
    }

    @Test
    void speaksYamlToo() throws IOException {
        HttpResponse<String> byFormat = client.get("/openapi?format=yaml");
        HttpResponse<String> byAccept = client.send(client.request("/openapi").header("Accept", "application/yaml"));

        assertThat(byFormat.headers().firstValue("content-type")).hasValue("application/yaml");
        assertThat(byAccept.headers().firstValue("content-type")).hasValue("application/yaml");
        assertThat(new YAMLMapper().readTree(byFormat.body()).path("openapi").asText())
                .isEqualTo("3.1.0");
    }

    @Test
    void hasAPageOverIt() {
        HttpResponse<String> page = client.get("/docs/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/openapi");
    }

    @Test
    void healthTellsOfEveryService() {
        await().untilAsserted(() -> {
            JsonObject services = new JsonObject(client.get("/q/health/well").body())
                    .getJsonArray("checks")
                    .getJsonObject(0);
            assertThat(services.getString("name")).isEqualTo("services");
            assertThat(services.getJsonObject("data").getBoolean("sessions")).isTrue();
            assertThat(services.getJsonObject("data").getBoolean("down")).isFalse();
        });
        assertThat(client.get("/q/health").body()).contains("\"services\"", "\"tokens\"");
    }

    @Test
    void isReadyEvenIfAServiceIsNot() {
        await().untilAsserted(() ->
                assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200));
    }
}
