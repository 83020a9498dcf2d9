package io.trunkline.vouchers.payment;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trunkline.vouchers.Customer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Somebody who pays. */
record Payer(Customer customer) {

    static Payer anybody() {
        return new Payer(Customer.anybody());
    }

    UUID account() {
        return customer.account();
    }

    Response pay(String amount, Map<String, String> more, String key) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("amount", Map.of("amount", amount, "currency", "RUB"));
        return post("/v1/payments", request, key);
    }

    Response pay(String amount) {
        return pay(amount, Map.of(), UUID.randomUUID().toString());
    }

    /** The payment's id. */
    String begun(String amount) {
        return pay(amount).then().statusCode(201).extract().path("id");
    }

    String begunAt(String provider, String amount) {
        return pay(amount, Map.of("provider", provider), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String begunForWallet(String amount) {
        return pay(amount, Map.of("method", "wallet"), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response payByWallet(String payment, String token) {
        return post("/v1/payments/" + payment + "/wallet", Map.of("token", token), null);
    }

    private Response post(String path, Object body, String key) {
        var request = customer.request().contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post(path);
    }

    Response payment(String id) {
        return customer.request().get("/v1/payments/{id}", id);
    }

    Response receipt(String id, String type) {
        return customer.request().accept(type).get("/v1/payments/{id}/receipt", id);
    }

    static Response callback(String provider, Map<String, String> parameters) {
        return given().queryParams(parameters).get("/webhooks/payments/" + provider);
    }

    static String number(String payment) {
        return payment.replace("-", "");
    }
}
