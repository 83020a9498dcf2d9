package io.trunkline.vouchers.voucher;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.aBatch;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ActivationResourceTest {

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Operator operator = anyOperator();

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.00 EUR", "1500 JPY", "0.001 KWD", "1000000.00 USD"})
    void givesTheCreditAndTellsTheBus(String credit) {
        Money worth = money(credit);
        UUID batch = operator.drafted(aBatch(1, worth.amount(), worth.currencyCode()));
        Customer customer = anybody();

        JsonPath answer = customer.activate(operator.codes(batch).getFirst())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        UUID voucher = answer.getUUID("voucherId");
        Instant at = Instant.parse(answer.getString("activatedAt"));
        assertThat(moneyOf(answer, "credit")).isEqualTo(worth);
        assertThat(moneyOf(answer, "balance")).isEqualTo(worth);
        assertThat(awaited(Topic.VOUCHERS_VOUCHER, event -> isActivationOf(voucher, event))
                        .event())
                .isEqualTo(new VoucherEvent.Activated(voucher, batch, customer.account(), worth, at));
        assertThat(awaited(Topic.VOUCHERS_BALANCE, event -> isOf(customer, event))
                        .event())
                .isEqualTo(new BalanceEvent.Credited(customer.account(), worth, worth, 1, "voucher:" + voucher, at));
        assertBooked(customer, worth);
    }

    @Test
    void theEventsCarryTheTraceOfTheRequest() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Customer customer = anybody();

        customer.request()
                .contentType(ContentType.JSON)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .body(Map.of("code", code("5.00", "EUR")))
                .post("/v1/voucher-activations")
                .then()
                .statusCode(201);

        CloudEvent event = awaited(Topic.VOUCHERS_BALANCE, candidate -> isOf(customer, candidate));
        assertThat(event.traceparent()).startsWith("00-" + trace);
        assertThat(event.source()).isEqualTo("/trunkline/vouchers");
        assertThat(event.id().version()).isEqualTo(7);
    }

    @Test
    void creditAddsUpPerCurrency() {
        Customer customer = anybody();
        customer.activate(code("5.00", "EUR")).then().statusCode(201);
        customer.activate(code("2.50", "EUR")).then().statusCode(201).body("balance.amount", equalTo("7.50"));
        customer.activate(code("300", "JPY")).then().statusCode(201).body("balance.amount", equalTo("300"));

        customer.balance()
                .then()
                .statusCode(200)
                .body("balances.amount", equalTo(List.of("7.50", "300")))
                .body("balances.currency", equalTo(List.of("EUR", "JPY")));
        assertBooked(customer, money("7.50 EUR"));
        assertBooked(customer, money("300 JPY"));
        List<CloudEvent> credits =
                Topics.awaitAll(Topic.VOUCHERS_BALANCE, event -> isOf(customer, event) && isIn("EUR", event), 2);
        assertThat(credits)
                .extracting(credit -> ((BalanceEvent) credit.event()).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void creditAfterNothingWasLeftRestores() throws SQLException {
        Customer customer = anybody();
        customer.activate(code("5.00", "EUR")).then().statusCode(201);
        database.execute(
                "update balance set amount = 0, version = version + 1 where account_id = ?", customer.account());

        JsonPath answer = customer.activate(code("2.00", "EUR"))
                .then()
                .statusCode(201)
                .body("balance.amount", equalTo("2.00"))
                .extract()
                .jsonPath();

        CloudEvent restored = awaited(
                Topic.VOUCHERS_BALANCE, event -> isOf(customer, event) && event instanceof BalanceEvent.Restored);
        assertThat(restored.event())
                .isEqualTo(new BalanceEvent.Restored(
                        customer.account(), money("2.00 EUR"), 3, Instant.parse(answer.getString("activatedAt"))));
        List<CloudEvent> all = Topics.awaitAll(Topic.VOUCHERS_BALANCE, event -> isOf(customer, event), 3);
        assertThat(all.getLast().id()).isEqualTo(restored.id());
    }

    @Test
    void ofManyAtOnceExactlyOneGetsIt() {
        String code = code("5.00", "EUR");
        List<Customer> customers =
                Collections.nCopies(64, null).stream().map(_ -> anybody()).toList();

        List<Response> answers =
                Together.call(64, client -> customers.get(client).activate(code));

        List<Integer> statuses = answers.stream().map(Response::statusCode).toList();
        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        Customer winner = customers.get(statuses.indexOf(201));
        assertBooked(winner, money("5.00 EUR"));
        String source =
                "voucher:" + answers.get(statuses.indexOf(201)).jsonPath().getUUID("voucherId");
        assertThat(database.number("select count(*) from ledger_entry where source = ?", source))
                .isEqualTo(1);
        assertThat(database.number(
                        """
                        select count(*) from balance where account_id = any (?::uuid[])""",
                        customers.stream()
                                .map(customer -> customer.account().toString())
                                .collect(java.util.stream.Collectors.joining(",", "{", "}"))))
                .isEqualTo(1);
        assertThat(database.number("""
                        select sum(posting.amount) from ledger_posting posting
                        join ledger_entry entry on entry.id = posting.entry_id where entry.source = ?""", source)).isZero();
    }

    @Test
    void ofOneAccountAtOnceExactlyOneGoesThrough() {
        String code = code("5.00", "EUR");
        Customer customer = anybody();

        List<Integer> statuses = Together.call(64, _ -> customer.activate(code).statusCode());

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        assertBooked(customer, money("5.00 EUR"));
    }

    @Test
    void manyAccountsAndManyCodesAtOnceLoseNothing() {
        List<String> codes = operator.codes(64, "1.25", "EUR");
        List<Customer> customers =
                Collections.nCopies(8, null).stream().map(_ -> anybody()).toList();

        List<Long> won = Together.call(16, client -> codes.stream()
                .filter(code -> customers.get(client % 8).activate(code).statusCode() == 201)
                .count());

        assertThat(won.stream().mapToLong(Long::longValue).sum()).isEqualTo(64);
        long balances = 0;
        for (Customer customer : customers) {
            balances += assertConsistent(customer, "EUR");
        }
        assertThat(balances).isEqualTo(64 * 125);
    }

    @Test
    void aUsedVoucherIsWorthNothingToAnybody() {
        String code = code("5.00", "EUR");
        Customer customer = anybody();
        customer.activate(code).then().statusCode(201);

        Response again = customer.activate(code);
        Response other = anybody().activate(code);

        again.then().statusCode(409).body("type", equalTo("urn:trunkline:problem:voucher-spent"));
        other.then().statusCode(409).contentType("application/problem+json");
        assertBooked(customer, money("5.00 EUR"));
    }

    @Test
    void isWorthlessFromTheInstantItExpires() {
        Map<String, Object> request = new HashMap<>(aBatch(2, "5.00", "EUR"));
        request.put("expiresAt", Instant.now().plus(Duration.ofMinutes(10)).toString());
        UUID batch = operator.drafted(request);
        List<String> codes = operator.codes(batch);
        Customer customer = anybody();
        clock.advance(Duration.ofMinutes(9));
        customer.activate(codes.get(0)).then().statusCode(201);

        clock.advance(Duration.ofMinutes(2));

        customer.activate(codes.get(1))
                .then()
                .statusCode(410)
                .body("type", equalTo("urn:trunkline:problem:voucher-expired"));
        customer.activate(codes.get(0)).then().statusCode(409);
        assertBooked(customer, money("5.00 EUR"));
        clock.reset();
        assertThat(database.number(
                        "select count(*) from voucher where batch_id = ? and activated_at is not null", batch))
                .isEqualTo(1);
    }

    @Test
    void aDeactivatedAccountGetsNothing() {
        Customer customer = anybody();
        String code = code("5.00", "EUR");
        customer.activate(code("1.00", "EUR")).then().statusCode(201);

        Topics.publish(new AccountEvent.Deactivated(customer.account(), operator.account(), Instant.now()));
        await().until(() -> isClosed(customer));

        customer.activate(code).then().statusCode(403).body("type", equalTo("urn:trunkline:problem:account-closed"));
        assertBooked(customer, money("1.00 EUR"));
        anybody().activate(code).then().statusCode(201);
    }

    private boolean isClosed(Customer customer) {
        return database.number("select count(*) from closed_account where account_id = ?", customer.account()) == 1;
    }

    @Test
    void theSameKeyActivatesOnceAndAnswersAlike() {
        Customer customer = anybody();
        String code = code("5.00", "EUR");
        String key = UUID.randomUUID().toString();

        String first =
                customer.activate(code, key).then().statusCode(201).extract().asString();
        customer.activate(code("1.00", "EUR")).then().statusCode(201);
        String again = customer.activate(code.toLowerCase(java.util.Locale.ROOT), key)
                .then()
                .statusCode(201)
                .extract()
                .asString();

        assertThat(again).isEqualTo(first);
        customer.activate(code("1.00", "EUR"), key)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:trunkline:problem:idempotency-key-reused"));
        anybody().activate(code, key).then().statusCode(409);
        assertBooked(customer, money("6.00 EUR"));
    }

    @Test
    void theSameKeyManyTimesAtOnceActivatesOnce() {
        Customer customer = anybody();
        String code = code("5.00", "EUR");

        List<Response> answers = Together.call(32, _ -> customer.activate(code, "one-and-the-same"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertBooked(customer, money("5.00 EUR"));
    }

    @Test
    void aKeyIsNotSpentOnARefusal() {
        Customer customer = anybody();
        String key = UUID.randomUUID().toString();
        String spent = code("5.00", "EUR");
        anybody().activate(spent).then().statusCode(201);

        customer.activate(spent, key).then().statusCode(409);

        customer.activate(code("5.00", "EUR"), key).then().statusCode(201);
        customer.activate(code("5.00", "EUR"), "not ascii: \u00fc").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"code\":null}",
                "{\"code\":5}",
                "{\"code\":[\"x\"]}",
                "{\"code\":\"\"}",
                "{\"code\":\"ABC\"}",
                "{\"code\":\"\\u0000\"}",
                "{\"code\":\"UUUU-UUUU-UUUU-UUUU-UUUU\"}",
                "{\"code\":\"0000-0000-0000-0000-0000\",\"account\":\"somebody else\"}",
                "{\"code\":\"0000-0000-0000-0000-0000\"} {}"
            })
    void aBodyThatIsNoCodeIsAProblem(String body) {
        Customer customer = anybody();

        customer.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/voucher-activations")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");

        assertThat(missesOf(customer)).isZero();
    }

    @Test
    void anOverlongCodeIsAProblem() {
        anybody().activate("7".repeat(10_000)).then().statusCode(400).body("errors.pointer", hasItem("/code"));
    }

    @Test
    void anotherFormatIsAProblem() {
        anybody()
                .request()
                .contentType("text/plain")
                .body("7")
                .post("/v1/voucher-activations")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    private long missesOf(Customer customer) {
        return database.number("select count(*) from voucher_miss where subject = ?", "account:" + customer.account());
    }

    @Test
    void onlySignedInPeopleHaveCredit() {
        String code = code("5.00", "EUR");
        String service = TestTokens.ofService(UUID.randomUUID());
        String userWithoutSession = TestTokens.sign(TestTokens.valid(UUID.randomUUID(), "user"));

        assertThat(statusWith(null, code)).isEqualTo(401);
        assertThat(statusWith("nonsense", code)).isEqualTo(401);
        assertThat(statusWith(operator.token(), code)).isEqualTo(403);
        assertThat(statusWith(service, code)).isEqualTo(403);
        assertThat(statusWith(userWithoutSession, code)).isEqualTo(403);
        given().get("/v1/balance").then().statusCode(401);
        given().get("/v1/ledger-entries").then().statusCode(401);
        anybody().activate(code).then().statusCode(201);
    }

    private static int statusWith(String token, String code) {
        var request = given().contentType(ContentType.JSON).body(Map.of("code", code));
        return (token == null ? request : request.auth().oauth2(token))
                .post("/v1/voucher-activations")
                .statusCode();
    }

    @Test
    void entriesArePagedNewestFirstAndOneself() {
        Customer customer = anybody();
        for (String code : operator.codes(5, "1.00", "EUR")) {
            customer.activate(code).then().statusCode(201);
        }

        JsonPath first = customer.entries(Map.of("limit", 3))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath second = customer.entries(Map.of("limit", 3, "cursor", first.getString("next")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("items.balance.amount")).isEqualTo(List.of("5.00", "4.00", "3.00"));
        assertThat(second.getList("items.balance.amount")).isEqualTo(List.of("2.00", "1.00"));
        assertThat(second.getString("next")).isNull();
        assertThat(first.getString("items[0].kind")).isEqualTo("voucher-activation");
        anybody().entries(Map.of()).then().statusCode(200).body("items", hasSize(0));
        anybody().balance().then().statusCode(200).body("balances", hasSize(0));
        customer.entries(Map.of("limit", 101)).then().statusCode(400);
        customer.entries(Map.of("limit", "many")).then().statusCode(400);
    }

    private String code(String amount, String currency) {
        return operator.codes(1, amount, currency).getFirst();
    }

    private void assertBooked(Customer customer, Money balance) {
        assertThat(assertConsistent(customer, balance.currencyCode())).isEqualTo(balance.minor());
    }

    /** The balance, which must be what the journal says; the journal's entries must have two sides. */
    private long assertConsistent(Customer customer, String currency) {
        long balance = database.number(
                "select coalesce(sum(amount), 0) from balance where account_id = ? and currency = ?",
                customer.account(),
                currency);
        assertThat(database.postingsOf(customer.account(), currency)).isEqualTo(balance);
        assertThat(database.crookedEntriesOf(customer.account())).isZero();
        return balance;
    }

    private static CloudEvent awaited(Topic topic, Predicate<Event> wanted) {
        return Topics.await(topic, wanted);
    }

    private static boolean isActivationOf(UUID voucher, Event event) {
        return event instanceof VoucherEvent.Activated activated
                && activated.voucherId().equals(voucher);
    }

    private static boolean isOf(Customer customer, Event event) {
        return ((BalanceEvent) event).accountId().equals(customer.account());
    }

    private static boolean isIn(String currency, Event event) {
        return ((BalanceEvent) event).balance().currencyCode().equals(currency);
    }

    private static Money moneyOf(JsonPath answer, String field) {
        return Money.of(answer.getString(field + ".amount"), answer.getString(field + ".currency"));
    }

    private static Money money(String text) {
        String[] parts = text.split(" ", 2);
        return Money.of(parts[0], parts[1]);
    }
}
