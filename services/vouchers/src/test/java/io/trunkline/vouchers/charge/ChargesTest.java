package io.trunkline.vouchers.charge;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Charges, holds and adjustments, as other programs and operators ask for them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ChargesTest {

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Customer customer = anybody();
    private final Operator operator = anyOperator();
    private final String service = TestTokens.ofService(UUID.randomUUID());

    @AfterEach
    void setTheClockRight() {
        clock.reset();
    }

    @Test
    void aChargeTakesCreditOnce() {
        adjust("10.00", "welcome").then().statusCode(201);

        String id = charge("3.50", "order-1")
                .then()
                .statusCode(201)
                .body("amount.amount", equalTo("3.50"))
                .body("balance.amount", equalTo("6.50"))
                .body("available.amount", equalTo("6.50"))
                .extract()
                .path("id");

        charge("3.50", "order-1").then().statusCode(201).body("id", equalTo(id));
        charge("3.51", "order-1").then().statusCode(422);
        charge("6.51", "order-2").then().statusCode(402);
        charge("6.50", "order-3").then().statusCode(201).body("balance.amount", equalTo("0.00"));
        customer.balance().then().body("balances[0].amount", equalTo("0.00"));
    }

    @Test
    void referencesOfTwoCallersNeverMeet() {
        adjust("10.00", "welcome").then().statusCode(201);
        charge("1.00", "order-1").then().statusCode(201);

        post(
                        TestTokens.ofService(UUID.randomUUID()),
                        "/v1/charges",
                        Map.of("account", customer.account(), "amount", euros("2.00"), "reference", "order-1"))
                .then()
                .statusCode(201)
                .body("balance.amount", equalTo("7.00"));
    }

    @Test
    void ofManyAtOnceEachIsAnsweredAndNoneIsOverdrawn() {
        adjust("10.00", "welcome").then().statusCode(201);

        List<Integer> answers = Together.call(32, client -> IntStream.range(0, 4)
                        .map(i -> charge("0.30", client + "/" + i).statusCode())
                        .boxed()
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(answers).filteredOn(status -> status == 201).hasSize(33);
        assertThat(answers).filteredOn(status -> status == 402).hasSize(128 - 33);
        assertThat(database.postingsOf(customer.account(), "EUR")).isEqualTo(10);
    }

    @Test
    void anAdjustmentSaysWhoAndWhy() {
        adjust("5.00", "one").then().statusCode(201);
        adjust("-2.00", "two").then().statusCode(201).body("balance.amount", equalTo("3.00"));
        adjust("-3.01", "three").then().statusCode(402);
        adjust("0.00", "four").then().statusCode(400);

        assertThat(database.number(
                        "select count(*) from ledger_entry where account_id = ? and booked_by = ? and note = 'Goodwill'",
                        customer.account(),
                        operator.account()))
                .isEqualTo(2);
    }

    @Test
    void creditRunsOutAtItsTime() {
        Map<String, Object> adjustment = new HashMap<>(adjustment("5.00", "short"));
        adjustment.put("expiresAt", Instant.now().plus(Duration.ofMinutes(2)).toString());
        post(operator.token(), "/v1/adjustments", adjustment).then().statusCode(201);
        adjust("1.00", "long").then().statusCode(201);
        charge("2.00", "first").then().statusCode(201);

        clock.advance(Duration.ofMinutes(3));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.postingsOf(customer.account(), "EUR"))
                        .isEqualTo(100));
        assertThat(database.number(
                        "select -amount from ledger_entry where account_id = ? and kind = 'expiry'",
                        customer.account()))
                .isEqualTo(300);
    }

    @Test
    void whatIsHeldIsCapturedAndTheRestGivenBack() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("6.00", "call-1", false)
                .then()
                .statusCode(201)
                .body("amount.amount", equalTo("6.00"))
                .body("available.amount", equalTo("4.00"))
                .extract()
                .path("id");
        charge("4.01", "other").then().statusCode(402);

        capture(hold, "5.00")
                .then()
                .statusCode(200)
                .body("amount.amount", equalTo("5.00"))
                .body("uncollected.amount", equalTo("0.00"))
                .body("available.amount", equalTo("5.00"));
        capture(hold, "5.00").then().statusCode(200).body("balance.amount", equalTo("5.00"));
        hold("6.00", "call-1", false).then().statusCode(409);
    }

    @Test
    void aHoldGrowsInSlices() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("3.00", "call-1", true).path("id");

        hold("6.00", "call-1", true).then().statusCode(201).body("id", equalTo(hold));
        hold("12.00", "call-1", true)
                .then()
                .statusCode(201)
                .body("amount.amount", equalTo("10.00"))
                .body("available.amount", equalTo("0.00"));
        hold("1.00", "call-2", true).then().statusCode(402);

        capture(hold, "11.00")
                .then()
                .statusCode(200)
                .body("amount.amount", equalTo("10.00"))
                .body("uncollected.amount", equalTo("1.00"));
    }

    @Test
    void aHoldIsGivenBackAtItsTime() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("6.00", "call-1", false).path("id");

        clock.advance(Duration.ofMinutes(6));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> charge("10.00", "all").then().statusCode(201));
        capture(hold, "1.00").then().statusCode(409);
    }

    @Test
    void aHoldIsReleasedOnce() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("6.00", "call-1", false).path("id");

        release(hold).then().statusCode(204);
        release(hold).then().statusCode(204);

        charge("10.00", "all").then().statusCode(201);
        capture(hold, "1.00").then().statusCode(409);
    }

    @Test
    void somebodyElsesHoldIsNotFound() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("6.00", "call-1", false).path("id");
        String other = TestTokens.ofService(UUID.randomUUID());

        given().auth().oauth2(other).delete("/v1/holds/" + hold).then().statusCode(404);
        post(other, "/v1/holds/" + hold + "/capture", Map.of("amount", euros("1.00")))
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsWrongIsSaid() {
        adjust("10.00", "welcome").then().statusCode(201);
        String hold = hold("6.00", "call-1", false).path("id");

        charge("-1.00", "a").then().statusCode(400).body("errors[0].pointer", equalTo("/amount"));
        charge("1.001", "a").then().statusCode(400);
        charge("1.00", "with space").then().statusCode(400).body("errors[0].pointer", equalTo("/reference"));
        capture(hold, "-1.00").then().statusCode(400);
        post(service, "/v1/holds/" + hold + "/capture", Map.of("amount", Map.of("amount", "1", "currency", "JPY")))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/amount"));
        post(service, "/v1/charges", Map.of()).then().statusCode(400).body("errors", notNullValue());
        post(customer.token(), "/v1/charges", Map.of()).then().statusCode(403);
        post(customer.token(), "/v1/adjustments", Map.of()).then().statusCode(403);
        post(service, "/v1/adjustments", Map.of()).then().statusCode(403);
        given().contentType("application/json").post("/v1/holds").then().statusCode(401);
    }

    private Response charge(String amount, String reference) {
        return post(
                service,
                "/v1/charges",
                Map.of("account", customer.account(), "amount", euros(amount), "reference", reference));
    }

    private Response hold(String amount, String reference, boolean partly) {
        return post(
                service,
                "/v1/holds",
                Map.of(
                        "account",
                        customer.account(),
                        "amount",
                        euros(amount),
                        "reference",
                        reference,
                        "ttl",
                        "PT5M",
                        "partly",
                        partly));
    }

    private Response capture(String hold, String amount) {
        return post(service, "/v1/holds/" + hold + "/capture", Map.of("amount", euros(amount)));
    }

    private Response release(String hold) {
        return given().auth().oauth2(service).delete("/v1/holds/" + hold);
    }

    private Response adjust(String amount, String reference) {
        return post(operator.token(), "/v1/adjustments", adjustment(amount, reference));
    }

    private Map<String, Object> adjustment(String amount, String reference) {
        return Map.of(
                "account", customer.account(), "amount", euros(amount), "reason", "Goodwill", "reference", reference);
    }

    private static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static Response post(String token, String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
