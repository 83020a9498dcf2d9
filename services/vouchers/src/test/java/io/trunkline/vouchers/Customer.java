package io.trunkline.vouchers;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.kit.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who uses vouchers, at an address of his own unless a test says otherwise. */
public record Customer(UUID account, String token, String address) {

    public static Customer anybody() {
        return with(UUID.randomUUID(), anyAddress());
    }

    public static Customer at(String address) {
        return with(UUID.randomUUID(), address);
    }

    /** The token lasts long enough for a test that moves the clock. */
    public static Customer with(UUID account, String address) {
        String token = TestTokens.sign(TestTokens.valid(account, "user")
                .claim("sid", UUID.randomUUID().toString())
                .expiration(Date.from(Instant.now().plus(Duration.ofHours(2)))));
        return new Customer(account, token, address);
    }

    /** From a network of the documentation's prefix (RFC 3849) that nobody else in these tests has. */
    public static String anyAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "2001:db8:%x:%x::1".formatted(random.nextInt(0x10000), random.nextInt(0x10000));
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token).header("X-Forwarded-For", address);
    }

    public Response activate(String code) {
        return request()
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/v1/voucher-activations");
    }

    public Response activate(String code, String idempotencyKey) {
        return request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", idempotencyKey)
                .body(Map.of("code", code))
                .post("/v1/voucher-activations");
    }

    public Response balance() {
        return request().get("/v1/balance");
    }

    public Response entries(Map<String, ?> parameters) {
        return request().queryParams(parameters).get("/v1/ledger-entries");
    }
}
