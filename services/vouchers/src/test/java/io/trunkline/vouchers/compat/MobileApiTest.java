package io.trunkline.vouchers.compat;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.contract.Clerk.aContract;
import static io.trunkline.vouchers.contract.Clerk.rub;
import static io.trunkline.vouchers.contract.Clerk.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.vouchers.AppAtTheBank;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Subscriber;
import io.trunkline.vouchers.contract.Clerk;
import io.trunkline.vouchers.payment.BankSettings;
import io.trunkline.vouchers.payment.Banks;
import io.trunkline.vouchers.payment.Wire;
import jakarta.inject.Inject;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Apps of SmartYard, over contracts that are kept here and a bank. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
@QuarkusTestResource(BankSettings.class)
class MobileApiTest {

    @Inject
    Banks banks;

    @Inject
    Database database;

    private final Clerk clerk = Clerk.any();
    private Subscriber anna;

    @BeforeEach
    void somebodyWithATelephone() {
        banks.mendTheWires();
        anna = Subscriber.registered(database);
    }

    @AfterEach
    void mendTheBank() {
        banks.mendTheWires();
    }

    @Test
    void contractsAreListedByAddressInTheTypesThatTheAppsRead() {
        String first = clerk.created(aContract(anna.phone()));
        String second = clerk.created(with(aContract(anna.phone()), "blocked", true));
        clerk.created(with(aContract(anna.phone()), "address", "Sadovaya 7"));
        clerk.adjust(first, "100.00");

        Response answer = anna.mobile("user/getPaymentsList");

        answer.then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("code", equalTo(200))
                .body("name", equalTo("OK"))
                .body("message", equalTo("Хорошо"))
                .body("data.address", contains("Lesnaya 5, flat 1", "Sadovaya 7"))
                .body("data[0].accounts.clientId", contains(clientIdOf(first), clientIdOf(second)))
                .body("data[0].accounts.contractPayName", contains(clientIdOf(first), clientIdOf(second)))
                .body("data[0].accounts.clientName", contains("Anna Petrova", "Anna Petrova"))
                .body("data[0].accounts.blocked", contains("f", "t"))
                .body("data[0].accounts[0].balance", equalTo(100.00f))
                .body("data[0].accounts[0].bonus", equalTo(0.00f))
                .body("data[0].accounts[0].payAdvice", equalTo(650.50f))
                .body("data[0].accounts[0].services", contains("internet", "domophone"));
        assertThat(answer.asString()).contains("\"balance\":100.00").doesNotContain("null");
    }

    @Test
    void contractsAreListedWithWhatTheirServicesCost() {
        String id = clerk.created(with(
                aContract(anna.phone()),
                "services",
                List.of(
                        Map.of("kind", "internet", "price", rub("450.00"), "paidUntil", "2027-01-31"),
                        Map.of("kind", "cctv", "price", rub("100.00"), "paidUntil", "2027-02-28"),
                        Map.of("kind", "domophone", "price", rub("50.00"), "paidUntil", "2027-01-15"))));
        clerk.adjust(id, "75.50");

        anna.mobile("user/getBillingList")
                .then()
                .statusCode(200)
                .body("code", equalTo(200))
                .body("data", hasSize(1))
                .body("data[0].login", equalTo(clientIdOf(id)))
                .body("data[0].address", equalTo("Lesnaya 5, flat 1"))
                .body("data[0].internet", equalTo(450.00f))
                .body("data[0].internetdata", equalTo("2027-01-31"))
                .body("data[0].tv", equalTo(0.00f))
                .body("data[0].tvdata", equalTo(""))
                .body("data[0].phone", equalTo(0.00f))
                .body("data[0].phonedata", equalTo(""))
                .body("data[0].cams", equalTo(150.00f))
                .body("data[0].camsdata", equalTo("2027-01-15"))
                .body("data[0].camsname", equalTo("Камеры и домофон"))
                .body("data[0].balans", equalTo(75.50f))
                .body("data[0].payment", equalTo(524.50f))
                .body("data[0].invoice", equalTo(false))
                .body("data[0].detail", equalTo(true))
                .body("data[0].receipt", equalTo(false));
    }

    @Test
    void whoHasNoContractsGetsEmptyLists() {
        anna.mobile("user/getPaymentsList")
                .then()
                .statusCode(200)
                .body("code", equalTo(200))
                .body("data", empty());
        anna.mobile("user/getBillingList")
                .then()
                .statusCode(200)
                .body("code", equalTo(204))
                .body("data", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"houseId\": 1, \"clientId\": \"10001\"}", "nonsense"})
    void aBodySaysNothingAboutWhoseContractsTheyAre(String body) {
        clerk.created(aContract(Subscriber.anyPhone()));
        String own = clerk.created(aContract(anna.phone()));

        anna.customer()
                .request()
                .contentType("application/json")
                .body(body)
                .post("/api/user/getPaymentsList")
                .then()
                .statusCode(200)
                .body("data.accounts.clientId.flatten()", contains(clientIdOf(own)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user/getPaymentsList", "user/getBillingList", "pay/prepare", "pay/register", "pay/process"})
    void onlyADeadTokenIs401(String path) {
        given().post("/api/" + path).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.ofService(UUID.randomUUID()))
                .post("/api/" + path)
                .then()
                .statusCode(403);
    }

    @Test
    void aPaymentOnTheBanksPageBringsMoneyToTheContract() {
        String contract = clerk.created(aContract(anna.phone()));

        String number = prepared(anna, contract, "45050");
        String order = anna.mobile("pay/register", Map.of("orderNumber", number, "amount", 45_050))
                .then()
                .statusCode(200)
                .body("code", equalTo(200))
                .body("data.formUrl", containsString("/payment/page/"))
                .extract()
                .path("data.orderId");
        process(anna, number, order).then().statusCode(200).body("data", equalTo("Платёж обрабатывается"));
        anna.contract(contract).then().body("balance", equalTo(rub("0.00")));

        banks.sberbank().pay(number, 45_050);
        process(anna, number, order).then().statusCode(200).body("data", equalTo("Платёж принят"));
        process(anna, number, order).then().statusCode(200).body("data", equalTo("Платёж принят"));

        anna.mobile("pay/register", Map.of("orderNumber", number, "amount", 45_050))
                .then()
                .statusCode(409)
                .body("message", equalTo("Сейчас это невозможно"));
        anna.contract(contract).then().body("balance", equalTo(rub("450.50")));
        anna.entries(contract, Map.of())
                .then()
                .body("items.kind", contains("payment"))
                .body("items.amount", contains(rub("450.50")));
        assertThat(database.crookedEntriesOf(UUID.fromString(contract))).isZero();
    }

    @Test
    void aPaymentThatAnAppMakesAtTheBankItselfCountsOnceHoweverOftenItIsTold() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 20_000);
        String order = new AppAtTheBank(banks).paid(number, 20_000);

        List<Integer> answers =
                Together.call(8, i -> process(anna, number, order).statusCode());
        assertThat(answers).containsOnly(200);

        anna.contract(contract).then().body("balance", equalTo(rub("200.00")));
    }

    @Test
    void moneyForAContractDoesNotComeToThePayersOwnBalance() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 100);
        String order = new AppAtTheBank(banks).paid(number, 100);

        process(anna, number, order).then().statusCode(200);

        anna.customer().balance().then().body("balances", empty());
    }

    @Test
    void theAmountIsThatOfThePaymentAndNotWhatIsSaidTheSecondTime() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 45_000);

        anna.mobile("pay/register", Map.of("orderNumber", number, "amount", 1))
                .then()
                .statusCode(422)
                .body("code", equalTo(422))
                .body("name", equalTo("Unprocessable Entity"))
                .body("message", equalTo("Неверный запрос"));

        assertThat(new AppAtTheBank(banks).hasOrder(number)).isFalse();
    }

    @Test
    void anotherAmountAtTheBankBringsNothing() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 45_000);
        String order = new AppAtTheBank(banks).paid(number, 1);

        process(anna, number, order).then().statusCode(200).body("data", equalTo("Платёж проверяется"));

        anna.contract(contract).then().body("balance", equalTo(rub("0.00")));
    }

    @Test
    void aPageIsTheSameHoweverOftenItIsAskedFor() {
        String number = prepared(anna, clerk.created(aContract(anna.phone())), 100);
        Map<String, Object> request = Map.of("orderNumber", number, "amount", "100");
        String first = anna.mobile("pay/register", request)
                .then()
                .statusCode(200)
                .extract()
                .path("data.formUrl");

        anna.mobile("pay/register", request).then().statusCode(200).body("data.formUrl", equalTo(first));
        assertThat(new AppAtTheBank(banks).hasOrder(number)).isTrue();
    }

    @Test
    void theOrderOfAnotherPaymentBringsNothing() {
        String contract = clerk.created(aContract(anna.phone()));
        String small = prepared(anna, contract, 100);
        String order = new AppAtTheBank(banks).paid(small, 100);
        String large = prepared(anna, contract, 100_000);

        process(anna, large, order).then().statusCode(409).body("code", equalTo(409));
        process(anna, large, "no order' or 1=1").then().statusCode(409);

        anna.contract(contract).then().body("balance", equalTo(rub("0.00")));
    }

    @Test
    void paymentsOfOthersAreNotThere() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 100);
        Subscriber boris = Subscriber.registered(database);

        boris.mobile("pay/register", Map.of("orderNumber", number, "amount", 100))
                .then()
                .statusCode(404)
                .body("code", equalTo(404))
                .body("message", equalTo("Не найдено"));
        process(boris, number, "1").then().statusCode(404);
        process(anna, "1", "1").then().statusCode(404);
        process(anna, "0".repeat(32), "1").then().statusCode(404);
    }

    @Test
    void contractsOfOthersAreNotThere() {
        String foreign = clientIdOf(clerk.created(aContract(Subscriber.anyPhone())));

        anna.mobile("pay/prepare", Map.of("clientId", foreign, "amount", "100"))
                .then()
                .statusCode(404)
                .body("code", equalTo(404))
                .body("name", equalTo("Not Found"));
        anna.mobile("pay/getDetail", Map.of("clientId", foreign, "year", 2026))
                .then()
                .statusCode(404);
        Customer withoutTelephone = Customer.anybody();
        withoutTelephone
                .request()
                .contentType("application/json")
                .body(Map.of("clientId", foreign, "amount", "100"))
                .post("/api/pay/prepare")
                .then()
                .statusCode(404);
    }

    @Test
    void aBankThatIsDownIsSaidAndNothingIsLost() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 45_000);
        String order = new AppAtTheBank(banks).paid(number, 45_000);

        banks.toSberbank().has(Wire.Trouble.ERROR);
        process(anna, number, order).then().statusCode(200).body("data", equalTo("Платёж обрабатывается"));
        anna.mobile("pay/register", Map.of("orderNumber", number, "amount", 45_000))
                .then()
                .statusCode(503)
                .body("code", equalTo(503))
                .body("message", startsWith("Сервис временно недоступен"));
        banks.mendTheWires();

        process(anna, number, order).then().body("data", equalTo("Платёж принят"));
        anna.contract(contract).then().body("balance", equalTo(rub("450.00")));
    }

    @Test
    void aRefundIsTakenFromTheContract() {
        String contract = clerk.created(aContract(anna.phone()));
        String number = prepared(anna, contract, 10_000);
        String order = new AppAtTheBank(banks).paid(number, 10_000);
        process(anna, number, order).then().statusCode(200);

        refund(number, "30.00").then().statusCode(201);
        clerk.adjust(contract, "-60.00");
        refund(number, "50.00").then().statusCode(409);

        anna.contract(contract).then().body("balance", equalTo(rub("10.00")));
        anna.entries(contract, Map.of()).then().body("items.kind", contains("adjustment", "refund", "payment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay/prepare|",
                "pay/prepare|[]",
                "pay/prepare|{\"clientId\": \"1\"",
                "pay/prepare|{}",
                "pay/prepare|{\"clientId\": \"1\"}",
                "pay/prepare|{\"amount\": 100}",
                "pay/prepare|{\"clientId\": {}, \"amount\": 100}",
                "pay/prepare|{\"clientId\": \"1\", \"amount\": \"1.5\"}",
                "pay/prepare|{\"clientId\": \"1\", \"amount\": 1.5}",
                "pay/prepare|{\"clientId\": \"1\", \"amount\": -100}",
                "pay/prepare|{\"clientId\": \"1\", \"amount\": 0}",
                "pay/prepare|{\"clientId\": \"1\", \"amount\": \"9999999999999999999\"}",
                "pay/register|{\"orderNumber\": null, \"amount\": 100}",
                "pay/register|{\"orderNumber\": \"1\"}",
                "pay/process|{\"paymentId\": \"1\"}",
                "pay/process|{\"sbId\": \"1\"}",
                "pay/getDetail|{\"clientId\": \"1\"}",
                "pay/getDetail|{\"clientId\": \"1\", \"year\": 99999}",
                "pay/getDetail|{\"clientId\": \"1\", \"year\": \"this\"}"
            })
    void whatCannotBeUnderstoodIs422InTheEnvelope(String path, String body) {
        anna.customer()
                .request()
                .contentType("application/json")
                .body(body == null ? "" : body)
                .post("/api/" + path)
                .then()
                .statusCode(422)
                .body("code", equalTo(422))
                .body("name", equalTo("Unprocessable Entity"))
                .body("message", equalTo("Неверный запрос"));
    }

    @Test
    void moreThanAPaymentMayBeIs422() {
        String contract = clerk.created(aContract(anna.phone()));

        anna.mobile("pay/prepare", Map.of("clientId", clientIdOf(contract), "amount", "10000001"))
                .then()
                .statusCode(422);
    }

    @Test
    void aYearIsToldLineByLine() {
        String contract = clerk.created(aContract(anna.phone()));
        clerk.adjust(contract, "100.00");
        clerk.adjust(contract, "-30.50");
        int year = Year.now(ZoneId.of("Europe/Moscow")).getValue();

        anna.mobile("pay/getDetail", Map.of("clientId", clientIdOf(contract), "year", year))
                .then()
                .statusCode(200)
                .body("code", equalTo(200))
                .body("data.id", contains(1, 2))
                .body("data.sum", contains(-30.50f, 100.00f))
                .body("data.dsc", contains("Корректировка", "Корректировка"))
                .body("data[0].date", matchesPattern("[0-9]{2}:[0-9]{2} [0-9]{2}\\.[0-9]{2}\\." + year));
        anna.mobile("pay/getDetail", Map.of("clientId", clientIdOf(contract), "year", "" + (year - 1)))
                .then()
                .statusCode(200)
                .body("data", empty());
    }

    private String clientIdOf(String contract) {
        return database.text("select number from contract where id = ?", UUID.fromString(contract));
    }

    private String prepared(Subscriber who, String contract, Object amount) {
        return who.mobile("pay/prepare", Map.of("clientId", clientIdOf(contract), "amount", amount))
                .then()
                .statusCode(200)
                .body("code", equalTo(200))
                .body("data", matchesPattern("[0-9a-f]{32}"))
                .extract()
                .path("data");
    }

    private static Response process(Subscriber who, String number, String order) {
        return who.mobile("pay/process", Map.of("paymentId", number, "sbId", order));
    }

    private Response refund(String number, String amount) {
        String id = database.text("select id from payment where replace(id::text, '-', '') = ?", number);
        return clerk.request()
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", rub(amount), "reason", "A test"))
                .post("/v1/payments/{id}/refunds", id);
    }
}
