package io.trunkline.vouchers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.trunkline.kit.testing.Infrastructure;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
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
                .containsExactlyInAnyOrder(
                        "/v1/voucher-batches",
                        "/v1/voucher-batches/{id}",
                        "/v1/voucher-batches/{id}/codes",
                        "/v1/voucher-batches/{id}/cards",
                        "/v1/voucher-batches/{id}/void",
                        "/v1/voucher-batches/{id}/export",
                        "/v1/voucher-batches/{id}/export/file",
                        "/v1/vouchers",
                        "/v1/vouchers/{id}",
                        "/v1/vouchers/{id}/void",
                        "/v1/voucher-activations",
                        "/v1/balance",
                        "/v1/ledger-entries",
                        "/v1/ledger/proof",
                        "/v1/charges",
                        "/v1/holds",
                        "/v1/holds/{id}",
                        "/v1/holds/{id}/capture",
                        "/v1/adjustments",
                        "/v1/tariffs",
                        "/v1/tariffs/{id}",
                        "/v1/tariffs/{id}/default",
                        "/v1/tariffs/{id}/accounts/{account}",
                        "/v1/tariffs/{id}/versions",
                        "/v1/tariffs/{id}/versions/{version}/rates",
                        "/v1/tariffs/{id}/versions/{version}/publication",
                        "/v1/call-pricing",
                        "/v1/call-pricing/{number}",
                        "/v1/rated-events",
                        "/v1/contracts",
                        "/v1/contracts/{id}",
                        "/v1/contracts/{id}/entries",
                        "/v1/contracts/{id}/phones/{phone}",
                        "/v1/contracts/{id}/payments",
                        "/api/user/getPaymentsList",
                        "/api/user/getBillingList",
                        "/api/pay/prepare",
                        "/api/pay/register",
                        "/api/pay/process",
                        "/api/pay/getDetail",
                        "/v1/statements/{currency}",
                        "/v1/payments",
                        "/v1/payments/{id}",
                        "/v1/payments/{id}/wallet",
                        "/v1/payments/{id}/receipt",
                        "/v1/payments/{id}/refunds",
                        "/webhooks/payments/{provider}");
        // Providers come without a token.
        paths.remove("/webhooks/payments/{provider}");
        paths.values()
                .forEach(operations -> operations.forEach((method, operation) -> assertThat(operation)
                        .as(method)
                        .containsKeys("summary", "operationId", "responses", "security", "tags")));
        assertThat(document.getString(
                        "paths.'/api/pay/prepare'.post.requestBody.content.'application/json'.schema.$ref"))
                .endsWith("/PrepareRequest");
        assertThat(document.getMap("components.schemas.EnvelopeListPaymentsAddressView.properties"))
                .containsOnlyKeys("code", "name", "message", "data");
        assertThat(document.getMap("components.schemas.Money.properties")).containsOnlyKeys("amount", "currency");
        assertThat(document.getMap("paths.'/v1/statements/{currency}'.get.responses.'200'.content"))
                .containsOnlyKeys("text/csv", "application/pdf");
        assertThat(document.getMap("paths.'/v1/voucher-activations'.post.responses.'201'"))
                .containsKey("content");
        assertThat(document.getString("components.securitySchemes.bearer.scheme"))
                .isEqualTo("bearer");
    }
}
