package io.trunkline.vouchers.payment;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.payment.Payer.callback;
import static io.trunkline.vouchers.payment.Payer.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.kit.problem.Refused;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments from their beginning to the credit, and all that can go wrong between. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
@QuarkusTestResource(BankSettings.class)
class PaymentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Base64 of something that only the bank can read. */
    private static final String TOKEN = "ZW5jcnlwdGVkIGZvciB0aGUgYmFuaw==";

    private static final String REFUSED_TOKEN = "cmVmdXNlZA==";

    @Inject
    Banks banks;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    PaymentService payments;

    @Inject
    Reconciliation reconciliation;

    private final Payer payer = Payer.anybody();

    @BeforeEach
    void mendTheWires() {
        banks.mendTheWires();
    }

    @AfterEach
    void setTheClockRight() {
        clock.reset();
        banks.mendTheWires();
    }

    @Test
    void whatIsPaidIsCreditedWhenTheBankSaysSo() {
        String payment = payer.pay("20.00")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/payments/"))
                .body("state", equalTo("pending"))
                .body("page", containsString("/payment/page/"))
                .body("provider", equalTo("sberbank"))
                .body("amount.amount", equalTo("20.00"))
                .extract()
                .path("id");

        banks.sberbank().pay(number(payment), 2000);
        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);

        payer.payment(payment)
                .then()
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("page", nullValue());
        credited(payment, "20.00");
        assertThat(database.crookedEntriesOf(payer.account())).isZero();
        Topics.await(Topic.VOUCHERS_PAYMENT, event -> event.equals(succeeded(payment)));
    }

    private PaymentEvent succeeded(String payment) {
        return new PaymentEvent.Succeeded(
                UUID.fromString(payment),
                payer.account(),
                Money.of("20.00", "RUB"),
                Instant.parse(payer.payment(payment).path("succeededAt")));
    }

    @Test
    void whoRepeatsARequestPaysOnce() {
        String first = payer.pay("20.00", Map.of(), "key-1")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        payer.pay("20.00", Map.of(), "key-1")
                .then()
                .statusCode(201)
                .body("id", equalTo(first))
                .body("page", containsString("/payment/page/"));
        payer.pay("20.01", Map.of(), "key-1").then().statusCode(422);
        payer.pay("20.00", Map.of(), null).then().statusCode(400);
        assertThat(Together.call(6, client -> payer.pay("5.00", Map.of(), "key-2")).stream()
                        .map(answer -> answer.statusCode() == 503 ? "later" : answer.path("id"))
                        .filter(id -> !id.equals("later"))
                        .distinct())
                .hasSize(1);
        assertThat(paymentsOf(payer.account())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-1.00", "100000.01"})
    void whatCannotBePaidIsRefused(String amount) {
        payer.pay(amount).then().statusCode(400);
    }

    @Test
    void providersAndCurrenciesThatAreNotOfferedAreRefused() {
        payer.pay("1.00", Map.of("provider", "nobody"), "key").then().statusCode(400);
        payer.customer()
                .request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "key")
                .body(Map.of("amount", Map.of("amount", "1.00", "currency", "EUR")))
                .post("/v1/payments")
                .then()
                .statusCode(400);
    }

    @Test
    void manyCallbacksAndThePollerCreditOnce() {
        String payment = payer.begun("20.00");
        banks.sberbank().pay(number(payment), 2000);
        Map<String, String> callback = banks.sberbank().callback(number(payment));
        clock.advance(Duration.ofSeconds(31));

        List<Integer> answers = Together.call(8, client -> {
            if (client % 4 == 3) {
                reconciliation.checkDue().await().atMost(PATIENCE);
                return 200;
            }
            return callback("sberbank", callback).statusCode();
        });

        assertThat(answers).containsOnly(200);
        credited(payment, "20.00");
        callback("sberbank", callback).then().statusCode(200);
        credited(payment, "20.00");
        assertThat(database.number(
                        "select count(*) from ledger_entry where account_id = ? and kind = 'payment'", payer.account()))
                .isEqualTo(1);
    }

    @Test
    void aCallbackThatTheBankHasNotSignedChangesNothing() {
        String payment = payer.begun("20.00");
        banks.sberbank().pay(number(payment), 2000);
        Map<String, String> forged = new HashMap<>(banks.sberbank().callback(number(payment)));
        forged.put("amount", "1");
        int asked = banks.toSberbank().requests();

        callback("sberbank", forged).then().statusCode(403);
        forged.remove("checksum");
        callback("sberbank", forged).then().statusCode(403);

        assertThat(banks.toSberbank().requests()).isEqualTo(asked);
        payer.payment(payment).then().body("state", equalTo("pending"));
    }

    @Test
    void aSignedCallbackIsNotBelievedEither() {
        String payment = payer.begun("20.00");

        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);

        payer.payment(payment).then().body("state", equalTo("pending"));
        notCredited();
    }

    @Test
    void aParameterThatComesTwiceIsRefused() {
        String payment = payer.begun("20.00");

        given().queryParams(banks.sberbank().callback(number(payment)))
                .queryParam("orderNumber", "another")
                .get("/webhooks/payments/sberbank")
                .then()
                .statusCode(400);
    }

    @Test
    void nobodyIsToldWhatThereIs() {
        given().body("{\"event\":\"payment.succeeded\",\"object\":{\"id\":\"2b-unknown\"}}")
                .contentType(ContentType.JSON)
                .post("/webhooks/payments/yookassa")
                .then()
                .statusCode(404);
        callback("nobody", Map.of()).then().statusCode(404);
        String ofAnotherShop = "0123456789abcdef0123456789abcdef";
        registerAtTheBank(ofAnotherShop);
        callback("sberbank", banks.sberbank().callback(ofAnotherShop)).then().statusCode(404);
    }

    @Test
    void aCallbackMayAlsoBePosted() {
        String payment = payer.begun("20.00");
        banks.sberbank().pay(number(payment), 2000);

        given().formParams(banks.sberbank().callback(number(payment)))
                .post("/webhooks/payments/sberbank")
                .then()
                .statusCode(200);

        credited(payment, "20.00");
    }

    @Test
    void anotherAmountIsNeverCredited() {
        String payment = payer.begun("20.00");
        banks.sberbank().pay(number(payment), 1);

        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);

        payer.payment(payment).then().body("state", equalTo("disputed")).body("reason", equalTo("amount-differs"));
        notCredited();
    }

    @Test
    void whatIsDeclinedHasFailedWithTheBanksReason() {
        String payment = payer.begun("20.00");
        banks.sberbank().decline(number(payment));

        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);

        payer.payment(payment).then().body("state", equalTo("failed")).body("reason", equalTo("declined-116"));
        notCredited();
        Topics.await(
                Topic.VOUCHERS_PAYMENT,
                event -> event instanceof PaymentEvent.Failed failed
                        && failed.paymentId().toString().equals(payment)
                        && failed.reason().equals("declined-116"));
    }

    @Test
    void withoutACallbackThePollerFindsOut() {
        String payment = payer.begun("20.00");
        banks.sberbank().pay(number(payment), 2000);

        clock.advance(Duration.ofSeconds(31));

        awaitState(payment, "succeeded");
        credited(payment, "20.00");
    }

    @Test
    void aLostAnswerOfTheBankIsMadeUpForByThePoller() {
        banks.toSberbank().has(Wire.Trouble.ANSWER_LOST);
        payer.pay("20.00", Map.of(), "key").then().statusCode(503).header("Retry-After", not(nullValue()));
        banks.mendTheWires();
        String payment = newestPayment();
        payer.payment(payment).then().body("state", equalTo("created"));
        banks.sberbank().pay(number(payment), 2000);

        clock.advance(Duration.ofSeconds(31));

        awaitState(payment, "succeeded");
        credited(payment, "20.00");
    }

    @Test
    void aPageThatTheBankDoesNotTellTwiceEndsThePayment() {
        banks.toSberbank().has(Wire.Trouble.ANSWER_LOST);
        payer.pay("20.00", Map.of(), "key").then().statusCode(503);
        banks.mendTheWires();
        String payment = newestPayment();

        clock.advance(Duration.ofSeconds(31));

        await().atMost(PATIENCE).untilAsserted(() -> payer.pay("20.00", Map.of(), "key")
                .then()
                .statusCode(502)
                .body("type", endsWith("provider-refused")));
        payer.payment(payment).then().body("state", equalTo("failed"));
        // Nobody has seen the page; yet if money comes, it counts.
        banks.sberbank().pay(number(payment), 2000);
        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);
        credited(payment, "20.00");
    }

    @Test
    void whoRepeatsARequestWhoseAnswerWasLostGetsTheSamePage() {
        int before = banks.yookassa().size();
        banks.toYooKassa().has(Wire.Trouble.ANSWER_LOST);
        payer.pay("20.00", Map.of("provider", "yookassa"), "key").then().statusCode(503);
        banks.mendTheWires();
        // Somebody may still be asking.
        payer.pay("20.00", Map.of("provider", "yookassa"), "key").then().statusCode(503);

        clock.advance(Duration.ofSeconds(31));

        await().atMost(PATIENCE).untilAsserted(() -> payer.pay("20.00", Map.of("provider", "yookassa"), "key")
                .then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .body("page", startsWith("https://pay.example/")));
        assertThat(banks.yookassa().size()).isEqualTo(before + 1);
        assertThat(paymentsOf(payer.account())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.Trouble.class,
            names = {"BUSY", "REQUEST_LOST", "ERROR", "GARBAGE", "FLOOD", "SILENCE"})
    void aBankInTroubleCostsNothing(Wire.Trouble trouble) {
        banks.toSberbank().has(trouble);

        payer.pay("20.00", Map.of(), "key").then().statusCode(503).body("type", endsWith("provider-unavailable"));

        banks.mendTheWires();
        clock.advance(Duration.ofSeconds(31));
        await().atMost(PATIENCE)
                .untilAsserted(() -> payer.pay("20.00", Map.of(), "key").then().statusCode(201));
        assertThat(paymentsOf(payer.account())).isEqualTo(1);
        notCredited();
    }

    @Test
    void aPaymentThatNobodyWasAskedForExpires() {
        // As after a kill between the note and the question.
        Payment payment = payments.create(
                        new NewPayment(payer.account(), Money.of("20.00", "RUB"), null, "credit", null), null)
                .await()
                .atMost(PATIENCE);

        clock.advance(Duration.ofMinutes(71));

        awaitState(payment.id().toString(), "failed");
        payer.payment(payment.id().toString()).then().body("reason", equalTo("expired"));
    }

    @Test
    void moneyThatComesTooLateIsCreditedNevertheless() {
        String payment = payer.begun("20.00");
        clock.advance(Duration.ofMinutes(71));
        awaitState(payment, "failed");

        banks.sberbank().pay(number(payment), 2000);
        callback("sberbank", banks.sberbank().callback(number(payment))).then().statusCode(200);

        awaitState(payment, "succeeded");
        credited(payment, "20.00");
    }

    @Test
    void whatYooKassaTellsIsAskedForAndNotBelieved() {
        String payment = payer.begunAt("yookassa", "20.00");
        String notification = "{\"event\":\"payment.succeeded\",\"object\":{\"id\":\"%s\",\"status\":\"succeeded\"}}"
                .formatted(banks.yookassa().id(number(payment)));

        notify(notification);
        payer.payment(payment).then().body("state", equalTo("pending"));

        banks.yookassa().pay(number(payment), 2000);
        notify(notification);
        credited(payment, "20.00");
        notify(notification);
        credited(payment, "20.00");
    }

    private static void notify(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/webhooks/payments/yookassa")
                .then()
                .statusCode(200);
    }

    @Test
    void aWalletPaysAtOnce() {
        String payment = payer.begunForWallet("20.00");
        payer.payment(payment).then().body("state", equalTo("created")).body("page", nullValue());

        payer.payByWallet(payment, TOKEN).then().statusCode(200).body("state", equalTo("succeeded"));
        payer.payByWallet(payment, TOKEN).then().statusCode(200).body("state", equalTo("succeeded"));

        credited(payment, "20.00");
    }

    @Test
    void aTokenThatTheBankRefusesPaysNothing() {
        String payment = payer.begunForWallet("20.00");

        payer.payByWallet(payment, REFUSED_TOKEN)
                .then()
                .statusCode(402)
                .body("type", endsWith("wallet-refused"))
                .body("detail", containsString("wallet-10"));

        payer.payment(payment).then().body("state", equalTo("failed"));
        payer.payByWallet(payment, "not base64!").then().statusCode(400);
        notCredited();
    }

    @Test
    void aWalletWhoseAnswerWasLostHasPaidOnce() {
        String payment = payer.begunForWallet("20.00");
        banks.toSberbank().has(Wire.Trouble.ANSWER_LOST);
        payer.payByWallet(payment, TOKEN).then().statusCode(503);
        banks.mendTheWires();

        clock.advance(Duration.ofSeconds(31));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        payer.payByWallet(payment, TOKEN).then().statusCode(200).body("state", equalTo("succeeded")));
        credited(payment, "20.00");
    }

    @Test
    void aPaymentWithAPageAndAProviderWithoutWalletsTakeNoToken() {
        payer.payByWallet(payer.begun("1.00"), TOKEN).then().statusCode(409);
        payer.payByWallet(payer.begunAt("yookassa", "1.00"), TOKEN).then().statusCode(409);
    }

    @Test
    void whatAProgramSaysOfItsOwnPaymentIsAskedFor() {
        String wallets = payer.begunForWallet("20.00");
        payer.payByWallet(wallets, TOKEN).then().statusCode(200);
        String bankOrder = payer.payment(wallets).path("reference");
        Payment another = payments.create(
                        new NewPayment(payer.account(), Money.of("20.00", "RUB"), null, "credit", null), null)
                .await()
                .atMost(PATIENCE);

        for (String reference : List.of(bankOrder, "unknown", "../../etc/passwd")) {
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> payments.confirm(another, reference).await().atMost(PATIENCE));
            assertThat(refused.type()).isEqualTo(PaymentProblem.ANOTHER_PAYMENT);
        }

        credited(wallets, "20.00");
    }

    @Test
    void whatAProgramHasPaidByItselfIsCreditedWhenItSaysSo() {
        Payment payment = payments.create(
                        new NewPayment(payer.account(), Money.of("20.00", "RUB"), null, "credit", null), null)
                .await()
                .atMost(PATIENCE);
        String bankOrder = registerAtTheBank(payment.number());
        banks.sberbank().pay(payment.number(), 2000);

        Payment confirmed = payments.confirm(payment, bankOrder).await().atMost(PATIENCE);

        assertThat(confirmed.state()).isEqualTo(Payment.State.SUCCEEDED);
        credited(payment.id().toString(), "20.00");
    }

    private String registerAtTheBank(String number) {
        return given().formParams(Map.of(
                        "userName",
                        SberbankPeer.USER_NAME,
                        "password",
                        SberbankPeer.PASSWORD,
                        "orderNumber",
                        number,
                        "amount",
                        "2000",
                        "currency",
                        "643"))
                .post(banks.sberbank().api() + "/rest/register.do")
                .path("orderId");
    }

    @Test
    void somebodyElsesPaymentIsNotThere() {
        String payment = payer.begunForWallet("20.00");
        Payer stranger = Payer.anybody();

        stranger.payment(payment).then().statusCode(404);
        stranger.receipt(payment, "application/json").then().statusCode(404);
        stranger.payByWallet(payment, TOKEN).then().statusCode(404);
        stranger.customer()
                .request()
                .queryParam("account", payer.account())
                .get("/v1/payments")
                .then()
                .statusCode(403);
        stranger.customer().request().get("/v1/payments").then().body("items", hasSize(0));
    }

    @Test
    void paymentsAreListedNewestFirstAndForOperatorsByAccount() {
        String first = payer.begun("1.00");
        String second = payer.begun("2.00");
        Payer.anybody().begun("3.00");

        payer.customer()
                .request()
                .get("/v1/payments")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(second, first)));
        given().auth()
                .oauth2(Operator.anyOperator().token())
                .queryParam("account", payer.account())
                .get("/v1/payments")
                .then()
                .statusCode(200)
                .body("items.account", everyItem(equalTo(payer.account().toString())))
                .body("items.id", hasItem(first));
        given().auth()
                .oauth2(Operator.anyOperator().token())
                .get("/v1/payments/{id}", first)
                .then()
                .statusCode(200);
    }

    @Test
    void thereIsAReceiptForWhatIsPaid() throws IOException {
        String payment = payer.begunForWallet("20.00");
        payer.receipt(payment, "application/json").then().statusCode(409);
        payer.payByWallet(payment, TOKEN).then().statusCode(200);

        payer.receipt(payment, "application/json")
                .then()
                .statusCode(200)
                .body("number", equalTo(payment))
                .body("seller", equalTo("Trunkline"))
                .body("amount.amount", equalTo("20.00"))
                .body("refunded.amount", equalTo("0.00"));
        byte[] pdf = payer.receipt(payment, "application/pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Receipt", payment, "20.00 RUB", "Trunkline");
        }
    }

    private void credited(String payment, String amount) {
        payer.customer()
                .balance()
                .then()
                .body("balances", hasSize(1))
                .body("balances[0].amount", equalTo(amount))
                .body("balances[0].currency", equalTo("RUB"));
        payer.customer()
                .entries(Map.of())
                .then()
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("payment"))
                .body("items[0].source", equalTo("payment:" + payment));
    }

    private void notCredited() {
        payer.customer().balance().then().body("balances", hasSize(0));
    }

    private void awaitState(String payment, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> payer.payment(payment).then().body("state", equalTo(state)));
    }

    private String newestPayment() {
        return payer.customer().request().get("/v1/payments").path("items[0].id");
    }

    private long paymentsOf(UUID account) {
        return database.number("select count(*) from payment where account_id = ?", account);
    }
}
