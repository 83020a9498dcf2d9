package io.trunkline.smsproxy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ProxyTest
class OpenApiTest {

    @Test
    void everyOperationIsDescribed() {
        JsonPath document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths.keySet())
                .contains(
                        "/v1/pools",
                        "/v1/pools/{id}",
                        "/v1/numbers",
                        "/v1/numbers/{id}",
                        "/v1/proxy-sessions",
                        "/v1/proxy-sessions/{id}",
                        "/v1/proxy-sessions/{session}/interactions",
                        "/v1/proxy-sessions/{session}/messages",
                        "/v1/proxy-webhooks",
                        "/v1/proxy-webhooks/secret",
                        "/v1/proxy-webhooks/{purpose}",
                        "/webhooks/{carrier}/{secret}");
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            assertThat(operation).as(path).containsKeys("summary", "operationId", "responses", "tags");
            if (!path.startsWith("/webhooks/")) {
                assertThat(operation).as(path).containsKey("security");
            }
        }));
        assertThat(document.getString("components.schemas.SessionRequest.properties.ttl.type"))
                .isEqualTo("string");
        assertThat(document.getString("components.securitySchemes.bearer.scheme"))
                .isEqualTo("bearer");
    }
}
