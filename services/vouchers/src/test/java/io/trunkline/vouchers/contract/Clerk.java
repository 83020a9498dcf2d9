package io.trunkline.vouchers.contract;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.E164;
import io.trunkline.kit.testing.TestTokens;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator who keeps contracts and their money. */
public record Clerk(String token) {

    public static Clerk any() {
        return new Clerk(TestTokens.of(UUID.randomUUID(), "operator"));
    }

    /** A contract that is fine: 450.00 for the internet, 300.50 for the door, in roubles. */
    public static Map<String, Object> aContract(E164... phones) {
        Map<String, Object> contract = new HashMap<>();
        contract.put("name", "FL-" + UUID.randomUUID());
        contract.put("holder", "Anna Petrova");
        contract.put("address", "Lesnaya 5, flat 1");
        contract.put("currency", "RUB");
        contract.put("phones", Arrays.stream(phones).map(E164::number).toList());
        contract.put(
                "services",
                List.of(
                        Map.of("kind", "internet", "price", rub("450.00"), "paidUntil", "2027-01-31"),
                        Map.of("kind", "domophone", "price", rub("300.50"))));
        return contract;
    }

    public static Map<String, Object> with(Map<String, Object> contract, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(contract);
        changed.put(field, value);
        return changed;
    }

    public static Map<String, String> rub(String amount) {
        return Map.of("amount", amount, "currency", "RUB");
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    public Response create(Map<String, Object> contract) {
        return request().contentType(ContentType.JSON).body(contract).post("/v1/contracts");
    }

    public String created(Map<String, Object> contract) {
        return create(contract).then().statusCode(201).extract().path("id");
    }

    public Response change(String id, Map<String, ?> change) {
        return request().contentType(ContentType.JSON).body(change).patch("/v1/contracts/{id}", id);
    }

    public Response give(String id, String phone) {
        return request().put("/v1/contracts/{id}/phones/{phone}", id, phone);
    }

    public Response take(String id, String phone) {
        return request().delete("/v1/contracts/{id}/phones/{phone}", id, phone);
    }

    public Response contractsOf(E164 phone) {
        return request().queryParam("phone", phone.number()).get("/v1/contracts");
    }

    /** Books by hand; a negative amount takes away. */
    public void adjust(String contract, String amount) {
        request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "account",
                        contract,
                        "amount",
                        rub(amount),
                        "reason",
                        "A test",
                        "reference",
                        UUID.randomUUID().toString()))
                .post("/v1/adjustments")
                .then()
                .statusCode(201);
    }
}
