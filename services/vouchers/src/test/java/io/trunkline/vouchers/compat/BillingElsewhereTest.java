package io.trunkline.vouchers.compat;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.contract.Clerk.aContract;
import static io.trunkline.vouchers.contract.Clerk.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.AppAtTheBank;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Subscriber;
import io.trunkline.vouchers.contract.Clerk;
import io.trunkline.vouchers.contract.smartyard.BillingPeer;
import io.trunkline.vouchers.contract.smartyard.BillingPeer.Asked;
import io.trunkline.vouchers.contract.smartyard.BillingServer;
import io.trunkline.vouchers.payment.BankSettings;
import io.trunkline.vouchers.payment.Banks;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cabinet over a billing system elsewhere: our own API, that of the Apps, and what the system is told of money. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
@QuarkusTestResource(BankSettings.class)
@QuarkusTestResource(value = BillingServer.class, restrictToAnnotatedClass = true)
class BillingElsewhereTest {

    BillingPeer billing;

    @Inject
    Banks banks;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private Subscriber anna;
    private String clientId;

    @BeforeEach
    void somebodyWithAContract() {
        banks.mendTheWires();
        anna = Subscriber.registered(database);
        clientId = anna.phone().number().substring(4);
        billing.keep(digits(), BillingPeer.anAccount(clientId));
    }

    @AfterEach
    void mend() {
        billing.recovers();
        clock.reset();
    }

    private long digits() {
        return Long.parseLong(anna.phone().number().substring(1));
    }

    @Test
    void itsContractsAreThoseOfTheTelephone() {
        anna.contracts()
                .then()
                .statusCode(200)
                .body("items.id", contains(clientId))
                .body("items[0].balance", equalTo(rub("123.45")));
        anna.mobile("user/getPaymentsList")
                .then()
                .statusCode(200)
                .body("data[0].accounts[0].clientId", equalTo(clientId))
                .body("data[0].accounts[0].balance", equalTo(123.45f));
        anna.mobile("user/getBillingList").then().statusCode(200).body("data[0].detail", equalTo(false));
    }

    @Test
    void aContractOfAnotherTelephoneIsNotThere() {
        Subscriber boris = Subscriber.registered(database);

        boris.contract(clientId).then().statusCode(404);
        boris.mobile("pay/prepare", Map.of("clientId", clientId, "amount", "100"))
                .then()
                .statusCode(404);
        assertThat(billing.asked("createinvoice")).noneMatch(asked -> clientId.equals(loginOf(asked)));
    }

    @Test
    void itTellsNoStatements() {
        anna.entries(clientId, Map.of()).then().statusCode(404).body("type", endsWith("no-statement"));
        anna.mobile("pay/getDetail", Map.of("clientId", clientId, "year", 2026))
                .then()
                .statusCode(404)
                .body("code", equalTo(404));
    }

    @Test
    void contractsAreNotKeptHere() {
        Clerk clerk = Clerk.any();
        String any = UUID.randomUUID().toString();

        clerk.create(aContract()).then().statusCode(409).body("type", endsWith("contracts-elsewhere"));
        clerk.change(any, Map.of("blocked", true)).then().statusCode(409);
        clerk.give(any, anna.phone().number()).then().statusCode(409);
        clerk.take(any, anna.phone().number()).then().statusCode(409);
    }

    @Test
    void whenItIsSilentTheAppsAreToldSo() {
        billing.hangsUp();

        anna.mobile("user/getPaymentsList")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo(503))
                .body("name", equalTo("Service Unavailable"))
                .body("message", equalTo("Сервис временно недоступен, попробуйте позже"));
        anna.contracts().then().statusCode(503).contentType("application/problem+json");
    }

    @Test
    void itsOwnWordsReachNobody() {
        billing.answers(500, "{\"code\": 401, \"name\": \"secret\", \"message\": \"secret\"}");

        String told = anna.mobile("user/getBillingList")
                .then()
                .statusCode(502)
                .body("code", equalTo(502))
                .extract()
                .asString();

        assertThat(told).doesNotContain("secret");
    }

    @Test
    void itMakesAnInvoiceAndIsToldWhenItIsPaid() {
        String number = prepared("45000");
        Asked invoice = billing.asked("createinvoice").getLast();
        assertThat(invoice.body())
                .isEqualTo(new JsonObject()
                        .put("login", clientId)
                        .put("amount", "45000")
                        .put("phone", digits()));

        paid(number, 45_000);

        Asked told = awaitTold(1).getFirst();
        assertThat(told.body().getString("login")).isEqualTo(clientId);
        assertThat(told.body().getString("amount")).isEqualTo("45000");
        assertThat(told.body().getLong("phone")).isEqualTo(digits());
        assertThat(told.body().getString("invoice")).matches("7[0-9]+");
        assertThat(told.body().getString("paymentId").replace("-", "")).isEqualTo(number);
        awaitSettled();
    }

    @Test
    void itIsToldUntilItSaysThatItHasTheMoney() {
        String number = prepared("100");
        billing.answers(200, "{\"code\": 500}");
        paid(number, 100);
        awaitTold(1);

        billing.answers(404, "");
        clock.advance(Duration.ofSeconds(61));
        awaitTold(2);
        billing.hangsUp();
        clock.advance(Duration.ofSeconds(121));
        awaitTold(3);
        assertThat(untold()).isEqualTo(1);
        await().until(
                        () -> given().get("/q/metrics").asString(),
                        matchesPattern("(?s).*\ntrunkline_billing_untold(\\{[^}]*})? [1-9].*"));
        billing.recovers();
        clock.advance(Duration.ofSeconds(241));
        List<Asked> told = awaitTold(4);

        awaitSettled();
        assertThat(told)
                .extracting(asked -> asked.body().getString("paymentId"))
                .containsOnly(told.getFirst().body().getString("paymentId"));
    }

    @Test
    void aPaymentIsToldOnceHoweverOftenTheAppTellsUs() {
        String number = prepared("100");

        String order = paid(number, 100);
        process(number, order).then().statusCode(200);
        process(number, order).then().statusCode(200);
        awaitSettled();

        assertThat(toldOfThisContract()).hasSize(1);
    }

    @Test
    void whatItHasBeenToldIsNotSentBackFromHere() {
        String number = prepared("100");
        paid(number, 100);

        Clerk.any()
                .request()
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("reason", "A test"))
                .post("/v1/payments/{id}/refunds", idOf(number))
                .then()
                .statusCode(409)
                .body("type", endsWith("refund-elsewhere"));
    }

    @Test
    void nobodyIsAskedForMoneyWithoutAnInvoice() {
        billing.failsAt("createinvoice");
        String key = UUID.randomUUID().toString();

        anna.mobile("pay/prepare", Map.of("clientId", clientId, "amount", "100"))
                .then()
                .statusCode(502)
                .body("code", equalTo(502));
        pay("1.00", key).then().statusCode(502);
        String noted = database.text(
                "select id from payment where account_id = ? order by id desc limit 1",
                anna.customer().account());
        assertThat(new AppAtTheBank(banks).hasOrder(noted.replace("-", ""))).isFalse();

        billing.recovers();
        pay("1.00", key).then().statusCode(201).body("id", equalTo(noted));
        pay("1.00", key).then().statusCode(201).body("id", equalTo(noted));
        pay("2.00", key).then().statusCode(422);
        assertThat(new AppAtTheBank(banks).hasOrder(noted.replace("-", ""))).isTrue();
        assertThat(database.number("select count(*) from billing_invoice where payment_id = ?", UUID.fromString(noted)))
                .isEqualTo(1);
    }

    private Response pay(String amount, String key) {
        return anna.customer()
                .request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("amount", rub(amount)))
                .post("/v1/contracts/{id}/payments", clientId);
    }

    private String prepared(String amount) {
        return anna.mobile("pay/prepare", Map.of("clientId", clientId, "amount", amount))
                .then()
                .statusCode(200)
                .body("data", matchesPattern("[0-9a-f]{32}"))
                .extract()
                .path("data");
    }

    /** Returns the bank's id. */
    private String paid(String number, long amount) {
        String order = new AppAtTheBank(banks).paid(number, amount);
        process(number, order).then().statusCode(200).body("data", equalTo("Платёж принят"));
        return order;
    }

    private Response process(String number, String order) {
        return anna.mobile("pay/process", Map.of("paymentId", number, "sbId", order));
    }

    private String idOf(String number) {
        return database.text("select id from payment where replace(id::text, '-', '') = ?", number);
    }

    private List<Asked> awaitTold(int times) {
        await().until(() -> toldOfThisContract().size() >= times);
        return toldOfThisContract();
    }

    private List<Asked> toldOfThisContract() {
        return billing.asked("paysuccess").stream()
                .filter(asked -> clientId.equals(loginOf(asked)))
                .toList();
    }

    private static String loginOf(Asked asked) {
        return asked.body().getString("login");
    }

    private void awaitSettled() {
        await().until(() -> untold() == 0);
    }

    private long untold() {
        return database.number(
                "select count(*) from billing_notice where contract_id = ? and told_at is null", clientId);
    }
}
