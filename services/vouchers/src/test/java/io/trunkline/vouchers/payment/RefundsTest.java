package io.trunkline.vouchers.payment;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.payment.Payer.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments that go back. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
@QuarkusTestResource(BankSettings.class)
class RefundsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Banks banks;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Payer payer = Payer.anybody();
    private final Operator operator = Operator.anyOperator();
    private String payment;

    @BeforeEach
    void pay() {
        banks.mendTheWires();
        payment = payer.begunForWallet("20.00");
        payer.payByWallet(payment, "dG9rZW4=").then().statusCode(200).body("state", equalTo("succeeded"));
    }

    @AfterEach
    void setTheClockRight() {
        clock.reset();
        banks.mendTheWires();
    }

    @Test
    void aPartGoesBackOnceHoweverOftenItIsAskedFor() {
        String refund = refund("5.00", "key-1")
                .then()
                .statusCode(201)
                .body("state", equalTo("succeeded"))
                .extract()
                .path("id");

        refund("5.00", "key-1").then().statusCode(201).body("id", equalTo(refund));
        refund("6.00", "key-1").then().statusCode(422);

        assertThat(banks.sberbank().refunded(number(payment))).isEqualTo(500);
        balanceIs("15.00");
        payer.payment(payment).then().body("refunded.amount", equalTo("5.00")).body("state", equalTo("succeeded"));
        payer.customer()
                .entries(Map.of())
                .then()
                .body("items", hasSize(2))
                .body("items[0].kind", equalTo("refund"))
                .body("items[0].source", equalTo("refund:" + refund))
                .body("items[0].amount.amount", equalTo("-5.00"));
        assertThat(database.crookedEntriesOf(payer.account())).isZero();
        Topics.await(
                Topic.VOUCHERS_PAYMENT,
                event -> event instanceof PaymentEvent.Refunded refunded
                        && refunded.paymentId().toString().equals(payment)
                        && refunded.amount().amount().equals("5.00"));
    }

    @Test
    void theRestGoesBackAndThenNothingMore() {
        refund("5.00", "one").then().statusCode(201);

        refund(null, "two").then().statusCode(201).body("amount.amount", equalTo("15.00"));

        refund(null, "three").then().statusCode(409).body("type", endsWith("more-than-paid"));
        balanceIs("0.00");
        given().auth()
                .oauth2(operator.token())
                .get("/v1/payments/{id}/refunds", payment)
                .then()
                .statusCode(200)
                .body("state", equalTo(java.util.List.of("succeeded", "succeeded")));
    }

    @Test
    void noMoreGoesBackThanWasPaid() {
        refund("20.01", "one").then().statusCode(409).body("type", endsWith("more-than-paid"));
        refund("0.00", "two").then().statusCode(400);

        assertThat(Together.call(6, client -> refund("15.00", "key-" + client).statusCode()))
                .containsOnlyOnce(201);
        assertThat(banks.sberbank().refunded(number(payment))).isEqualTo(1500);
        balanceIs("5.00");
        assertThatThrownBy(() ->
                        database.execute("update payment set refunded = 2001 where id = ?", UUID.fromString(payment)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("payment_not_refunded_beyond");
    }

    @Test
    void whatHasBeenSpentCannotGoBack() {
        given().auth()
                .oauth2(TestTokens.ofService(UUID.randomUUID()))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "account",
                        payer.account(),
                        "amount",
                        Map.of("amount", "12.00", "currency", "RUB"),
                        "reference",
                        "order-1"))
                .post("/v1/charges")
                .then()
                .statusCode(201);

        refund(null, "one").then().statusCode(409).body("type", endsWith("credit-spent"));
        refund("8.00", "two").then().statusCode(201).body("state", equalTo("succeeded"));

        assertThat(banks.sberbank().refunded(number(payment))).isEqualTo(800);
        balanceIs("0.00");
    }

    @Test
    void whatTheBankRefusesStays() {
        // All of it went back by hand, so the bank has nothing left to send.
        banks.sberbank().refund(number(payment), 2000);

        refund("5.00", "one")
                .then()
                .statusCode(201)
                .body("state", equalTo("failed"))
                .body("failure", equalTo("bank-5"));

        balanceIs("20.00");
        payer.payment(payment).then().body("refunded.amount", equalTo("0.00"));
        nothingIsHeld();
    }

    @Test
    void aLostAnswerIsMadeUpForByThePoller() {
        banks.toSberbank().has(Wire.Trouble.ANSWER_LOST);
        refund("5.00", "one").then().statusCode(201).body("state", equalTo("pending"));
        banks.mendTheWires();
        refund("5.00", "one").then().statusCode(201).body("state", equalTo("pending"));
        refund("1.00", "two").then().statusCode(409).body("type", endsWith("refund-under-way"));

        clock.advance(Duration.ofSeconds(31));

        awaitRefund("succeeded");
        assertThat(banks.sberbank().refunded(number(payment))).isEqualTo(500);
        balanceIs("15.00");
        nothingIsHeld();
    }

    @Test
    void aCallbackSettlesWhatIsInDoubt() {
        banks.toSberbank().has(Wire.Trouble.ANSWER_LOST);
        refund("5.00", "one").then().statusCode(201).body("state", equalTo("pending"));
        banks.mendTheWires();

        Payer.callback("sberbank", banks.sberbank().callback(number(payment)))
                .then()
                .statusCode(200);

        refund("5.00", "one").then().statusCode(201).body("state", equalTo("succeeded"));
        balanceIs("15.00");
        nothingIsHeld();
    }

    @Test
    void whatNeverReachedTheBankIsGivenBackInTheEnd() {
        // As after a kill between the note and the question.
        banks.toSberbank().has(Wire.Trouble.REQUEST_LOST);
        refund("5.00", "one").then().statusCode(201).body("state", equalTo("pending"));
        banks.mendTheWires();

        clock.advance(Duration.ofMinutes(61));

        awaitRefund("failed");
        assertThat(banks.sberbank().refunded(number(payment))).isZero();
        nothingIsHeld();
        balanceIs("20.00");
    }

    @Test
    void onlyWhatWasPaidGoesBackAndOnlyByOperators() {
        String unpaid = payer.begun("1.00");

        refund(unpaid, "1.00", "one").then().statusCode(409).body("type", endsWith("not-paid"));
        refund(UUID.randomUUID().toString(), "1.00", "two").then().statusCode(404);
        payer.customer()
                .request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "three")
                .body(Map.of("reason", "I want it back"))
                .post("/v1/payments/{id}/refunds", payment)
                .then()
                .statusCode(403);
        refund("1.00", null).then().statusCode(400);
    }

    private Response refund(String amount, String key) {
        return refund(payment, amount, key);
    }

    private Response refund(String of, String amount, String key) {
        Map<String, Object> request = new HashMap<>(Map.of("reason", "Goodwill"));
        if (amount != null) {
            request.put("amount", Map.of("amount", amount, "currency", "RUB"));
        }
        var call = given().auth()
                .oauth2(operator.token())
                .contentType(ContentType.JSON)
                .body(request);
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/v1/payments/{id}/refunds", of);
    }

    private void balanceIs(String amount) {
        payer.customer().balance().then().body("balances[0].amount", equalTo(amount));
    }

    private void nothingIsHeld() {
        assertThat(database.number("select held from balance where account_id = ?", payer.account()))
                .isZero();
        assertThat(database.number("select refunding from payment where id = ?", UUID.fromString(payment)))
                .isZero();
    }

    /** Past the API: the operator's token does not outlast the clock. */
    private void awaitRefund(String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(database.text(
                        "select state from payment_refund where payment_id = ?", UUID.fromString(payment)))
                .isEqualTo(state));
    }
}
