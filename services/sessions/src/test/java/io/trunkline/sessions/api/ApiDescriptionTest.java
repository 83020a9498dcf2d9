package io.trunkline.sessions.api;

import static io.trunkline.sessions.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.sessions.SessionsInfrastructure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class ApiDescriptionTest {

    private static final List<String> PATHS = List.of(
            "/v1/sign-ups",
            "/v1/sign-ups/{id}/confirmation",
            "/v1/one-time-codes",
            "/v1/account",
            "/v1/account/password",
            "/v1/sessions",
            "/v1/sessions/{id}",
            "/v1/accounts",
            "/v1/accounts/{id}",
            "/v1/accounts/{id}/roles",
            "/v1/accounts/{id}/deactivation",
            "/v1/clients",
            "/v1/clients/{id}",
            "/oauth2/token",
            "/oauth2/revoke",
            "/oauth2/introspect",
            "/oauth2/jwks",
            "/.well-known/oauth-authorization-server");

    private static Map<String, Map<String, Map<String, Object>>> paths() {
        return anonymous()
                .accept("application/json")
                .queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
    }

    @Test
    void everyPathIsDescribed() {
        assertThat(paths().keySet()).containsExactlyInAnyOrderElementsOf(PATHS);
    }

    @Test
    void everyOperationTellsWhatItDoesAndAnswers() {
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            assertThat(operation).as(method + " " + path).containsKeys("summary", "responses", "tags");
            assertThat(responsesOf(operation).keySet())
                    .as(method + " " + path)
                    .anyMatch(status -> status.startsWith("2"))
                    .noneMatch(status -> status.equals("default"));
        }));
    }

    @Test
    void everyFailureHasABody() {
        paths().forEach((path, operations) ->
                operations.forEach((method, operation) -> responsesOf(operation).forEach((status, response) -> {
                    if (status.startsWith("4") || status.startsWith("5")) {
                        assertThat(response)
                                .as(method + " " + path + " " + status)
                                .containsKey("content");
                    }
                })));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> responsesOf(Map<String, Object> operation) {
        return (Map<String, Map<String, Object>>) operation.get("responses");
    }
}
