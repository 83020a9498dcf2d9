package io.trunkline.smsproxy.compat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.trunkline.smsproxy.ProxyTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@ProxyTest
class DescriptionTest {

    private static final String BODY = ".requestBody.content.'application/json'.schema.$ref";

    @Test
    void theBodiesThatAreReadByHandAreDescribed() {
        JsonPath document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertBody(document, "paths.'/sms-proxy/tn'.post", "TnRequest");
        assertBody(document, "paths.'/sms-proxy/tn'.delete", "TnRequest");
        assertBody(document, "paths.'/sms-proxy/session'.post", "LegacySessionRequest");
        assertBody(document, "paths.'/sms-proxy/session'.delete", "SessionEndRequest");
        assertBody(document, "paths.'/sms-proxy'.post", "LegacyMessageRequest");
        assertThat(document.getMap("components.schemas.LegacySessionRequest.properties"))
                .containsOnlyKeys("participant_a", "participant_b", "expiry_window");
        assertThat(document.getString("components.schemas.LegacySessionRequest.properties.expiry_window.type"))
                .isEqualTo("number");
        assertThat(document.getList("paths.'/sms-proxy/tn'.get.parameters.name"))
                .isEqualTo(List.of("limit", "offset"));
    }

    private static void assertBody(JsonPath document, String operation, String schema) {
        assertThat(document.getString(operation + BODY)).isEqualTo("#/components/schemas/" + schema);
        assertThat(document.getList(operation + ".parameters")).isNullOrEmpty();
        assertThat(document.getMap(operation)).containsKeys("summary", "operationId", "responses", "tags", "security");
    }
}
