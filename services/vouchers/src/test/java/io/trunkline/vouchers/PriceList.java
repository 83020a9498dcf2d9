package io.trunkline.vouchers;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A tariff, in the hands of an operator. */
public record PriceList(Operator operator, UUID id) {

    private static final String TARIFF = "/v1/tariffs/{id}";

    public static PriceList anyIn(String currency) {
        Operator operator = Operator.anyOperator();
        UUID id = given().auth()
                .oauth2(operator.token())
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Prepaid", "currency", currency, "zone", "Europe/Madrid"))
                .post("/v1/tariffs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        return new PriceList(operator, id);
    }

    public RequestSpecification request() {
        return given().auth().oauth2(operator.token());
    }

    public UUID draft() {
        return request()
                .post(TARIFF + "/versions", id)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
    }

    public Response importInto(UUID version, String csv) {
        return importInto(version, csv, Map.of());
    }

    public Response importInto(UUID version, String csv, Map<String, ?> parameters) {
        return request()
                .queryParams(parameters)
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(TARIFF + "/versions/{version}/rates", id, version);
    }

    public Response rates(UUID version, Map<String, ?> parameters) {
        return request().queryParams(parameters).get(TARIFF + "/versions/{version}/rates", id, version);
    }

    public Response publish(UUID version, Map<String, ?> request) {
        return request()
                .contentType(ContentType.JSON)
                .body(request)
                .post(TARIFF + "/versions/{version}/publication", id, version);
    }

    /** A version with these rates, in force from now on. */
    public UUID published(String csv) {
        UUID version = draft();
        importInto(version, csv).then().statusCode(200);
        publish(version, Map.of()).then().statusCode(200);
        return version;
    }

    public void assignTo(UUID account) {
        request().put(TARIFF + "/accounts/{account}", id, account).then().statusCode(204);
    }

    public void makeDefault() {
        request().put(TARIFF + "/default", id).then().statusCode(204);
    }

    public static Response pricing(Customer customer, String number) {
        return customer.request().get("/v1/call-pricing/{number}", number);
    }

    /** A publication is known to the process a moment after it. */
    public static void awaitPrice(Customer customer, String number, String perMinute) {
        await().until(() -> perMinute.equals(
                pricing(customer, number).then().extract().jsonPath().getString("perMinute")));
    }
}
