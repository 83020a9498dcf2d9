package io.trunkline.vouchers;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trunkline.kit.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody who makes vouchers. */
public record Operator(UUID account, String token) {

    public static Operator anyOperator() {
        UUID account = UUID.randomUUID();
        return new Operator(account, TestTokens.of(account, "operator"));
    }

    /** A batch that is fine. */
    public static Map<String, Object> aBatch(int count, String amount, String currency) {
        return Map.of(
                "count",
                count,
                "credit",
                Map.of("amount", amount, "currency", currency),
                "vendor",
                "Corner shop, Main Street",
                "bulkNumber",
                "2026-07/A",
                "expiresAt",
                Instant.now()
                        .plus(Duration.ofDays(30))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    public Response draft(Object request) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/voucher-batches");
    }

    public UUID drafted(Object request) {
        return draft(request).then().statusCode(201).extract().jsonPath().getUUID("id");
    }

    public Response issue(UUID batch) {
        return given().auth().oauth2(token).post("/v1/voucher-batches/{id}/codes", batch);
    }

    public Response batch(UUID batch) {
        return given().auth().oauth2(token).get("/v1/voucher-batches/{id}", batch);
    }

    public Response voidBatch(UUID batch, String reason) {
        return post("/v1/voucher-batches/{id}/void", batch, Map.of("reason", reason));
    }

    public Response voidVoucher(UUID voucher, String reason) {
        return post("/v1/vouchers/{id}/void", voucher, Map.of("reason", reason));
    }

    private Response post(String path, UUID id, Object body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path, id);
    }

    public Response voucher(UUID voucher) {
        return given().auth().oauth2(token).get("/v1/vouchers/{id}", voucher);
    }

    public Response vouchers(Map<String, ?> parameters) {
        return given().auth().oauth2(token).queryParams(parameters).get("/v1/vouchers");
    }

    /** The newest voucher of a batch. */
    public UUID lastVoucherOf(UUID batch) {
        return vouchers(Map.of("batch", batch))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getUUID("items[0].id");
    }

    /** New codes, ready to be used. */
    public List<String> codes(int count, String amount, String currency) {
        return codes(drafted(aBatch(count, amount, currency)));
    }

    public List<String> codes(UUID batch) {
        return codesOf(issue(batch).then().statusCode(200).extract().asString());
    }

    public static List<String> codesOf(String csv) {
        return csv.lines().skip(1).map(line -> line.split(",", 3)[1]).toList();
    }
}
