package io.trunkline.vouchers.voucher;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.aBatch;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.kit.testing.Infrastructure;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class VoucherResourceTest {

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Operator operator = anyOperator();

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void aVoucherTellsItsStateAndWhatIsLeft() throws SQLException {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));
        String code = operator.codes(batch).getFirst();
        UUID voucher = operator.lastVoucherOf(batch);
        Customer customer = anybody();

        operator.voucher(voucher)
                .then()
                .statusCode(200)
                .body("state", equalTo("generated"))
                .body("batchId", equalTo(batch.toString()))
                .body("serial", equalTo(1))
                .body("suffix", equalTo(code.substring(20)))
                .body("creditTotal.amount", equalTo("5.00"))
                .body("creditRemaining.amount", equalTo("5.00"))
                .body("activatedBy", nullValue());

        customer.activate(code).then().statusCode(201);
        database.execute("update credit_lot set remaining = 120 where id = ?", voucher);
        operator.voucher(voucher)
                .then()
                .body("state", equalTo("active"))
                .body("activatedBy", equalTo(customer.account().toString()))
                .body("creditRemaining.amount", equalTo("1.20"));

        database.execute("update credit_lot set remaining = 0 where id = ?", voucher);
        operator.voucher(voucher).then().body("state", equalTo("depleted"));
        operator.batch(batch)
                .then()
                .body("vouchers.depleted", equalTo(1))
                .body("vouchers.creditActivated.amount", equalTo("5.00"))
                .body("vouchers.creditRemaining.amount", equalTo("0.00"));
    }

    @Test
    void theLastFourSymbolsFindAVoucher() {
        UUID batch = operator.drafted(aBatch(20, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);
        String suffix = codes.get(12).substring(20);

        operator.vouchers(Map.of("suffix", suffix.toLowerCase(Locale.ROOT), "batch", batch))
                .then()
                .statusCode(200)
                .body("items.serial", hasItem(13))
                .body("items.suffix.unique()", contains(suffix));
        operator.vouchers(Map.of("suffix", suffix)).then().body("items.suffix.unique()", contains(suffix));
    }

    @Test
    void pagesGoThroughABatchByState() {
        UUID batch = operator.drafted(aBatch(7, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);
        anybody().activate(codes.get(3)).then().statusCode(201);

        assertThat(serials(batch, "generated")).containsExactly(7, 6, 5, 3, 2, 1);
        assertThat(serials(batch, "active")).containsExactly(4);
        assertThat(serials(batch, "voided")).isEmpty();
    }

    private List<Integer> serials(UUID batch, String state) {
        List<Integer> serials = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>(Map.of("batch", batch, "state", state, "limit", 2));
        String cursor;
        do {
            JsonPath page = operator.vouchers(parameters)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            serials.addAll(page.getList("items.serial", Integer.class));
            cursor = page.getString("next");
            parameters.put("cursor", cursor);
        } while (cursor != null);
        return serials;
    }

    @Test
    void whatIsNoSearchIsAProblem() {
        for (Map<String, String> parameters : List.of(
                Map.of("state", "active"),
                Map.of("batch", "x"),
                Map.of("batch", UUID.randomUUID().toString(), "state", "lost"),
                Map.of("suffix", "12345"),
                Map.of("suffix", "'--;"),
                Map.of("suffix", "-"),
                Map.of("cursor", "x"))) {
            operator.vouchers(parameters).then().statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void everybodySeesOnlyWhatHeHasUsed() {
        UUID batch = operator.drafted(aBatch(3, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);
        Customer customer = anybody();
        List<String> used = List.of(2, 0).stream()
                .map(index -> customer.activate(codes.get(index)).jsonPath().getString("voucherId"))
                .toList();
        Customer other = anybody();

        own(customer, Map.of())
                .then()
                .statusCode(200)
                .body("items.id", contains(used.get(1), used.get(0)))
                .body("items.creditRemaining.amount", contains("5.00", "5.00"));
        JsonPath first = own(customer, Map.of("limit", 1)).jsonPath();
        own(customer, Map.of("limit", 1, "cursor", first.getString("next")))
                .then()
                .body("items.id", contains(used.getFirst()))
                .body("next", nullValue());
        own(other, Map.of()).then().body("items", hasSize(0));
        customer.request().get("/v1/vouchers/{id}", used.getFirst()).then().statusCode(200);
        other.request().get("/v1/vouchers/{id}", used.getFirst()).then().statusCode(404);
        other.request()
                .get("/v1/vouchers/{id}", operator.lastVoucherOf(batch))
                .then()
                .statusCode(404);
        other.request().get("/v1/vouchers").then().statusCode(403);
        given().get("/v1/vouchers").then().statusCode(401);
    }

    private static Response own(Customer customer, Map<String, ?> parameters) {
        return customer.request().queryParams(parameters).get("/v1/voucher-activations");
    }

    @Test
    void aCodeCannotBeUsedBeforeItsTime() {
        Instant from = Instant.now().plus(Duration.ofMinutes(10));
        String code = codesWith("validFrom", from.toString(), 1).getFirst();
        Customer customer = anybody();

        Response early = customer.activate(code);
        clock.advance(Duration.ofMinutes(11));

        early.then().statusCode(409).body("type", equalTo("urn:trunkline:problem:voucher-not-yet-valid"));
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(1, 600);
        customer.activate(code).then().statusCode(201);
    }

    @Test
    void anAccountUsesNoMoreThanItsShareOfABatch() {
        List<String> codes = codesWith("perAccount", 2, 4);
        Customer customer = anybody();

        customer.activate(codes.get(0)).then().statusCode(201);
        customer.activate(codes.get(1), UUID.randomUUID().toString()).then().statusCode(201);
        customer.activate(codes.get(2))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:account-limit"));
        customer.activate(codes.get(2), UUID.randomUUID().toString()).then().statusCode(409);

        customer.balance().then().body("balances[0].amount", equalTo("10.00"));
        anybody().activate(codes.get(2)).then().statusCode(201);
    }

    @Test
    void theShareHoldsForManyAtOnce() {
        List<String> codes = codesWith("perAccount", 3, 16);
        Customer customer = anybody();

        List<Integer> answers = Together.call(
                codes.size(), caller -> customer.activate(codes.get(caller)).statusCode());

        assertThat(answers).allMatch(status -> status == 201 || status == 409);
        assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
        assertThat(database.postingsOf(customer.account(), "EUR")).isEqualTo(1500);
        assertThat(database.crookedEntriesOf(customer.account())).isZero();
    }

    @Test
    void creditThatWasNotSpentInTimeIsLost() throws SQLException {
        Map<String, Object> request = new HashMap<>(aBatch(1, "5.00", "EUR"));
        request.put("creditDays", 30);
        UUID batch = operator.drafted(request);
        Customer customer = anybody();
        JsonPath used = customer.activate(operator.codes(batch).getFirst())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        UUID voucher = used.getUUID("voucherId");
        Instant end = Instant.parse(used.getString("creditExpiresAt"));
        assertThat(end).isEqualTo(Instant.parse(used.getString("activatedAt")).plus(Duration.ofDays(30)));

        database.execute("update credit_lot set expires_at = now() where id = ?", voucher);

        await().untilAsserted(() -> operator.voucher(voucher).then().body("state", equalTo("expired")));
        operator.voucher(voucher).then().body("creditRemaining.amount", equalTo("0.00"));
        customer.balance().then().body("balances[0].amount", equalTo("0.00"));
        operator.batch(batch)
                .then()
                .body("vouchers.expired", equalTo(1))
                .body("vouchers.depleted", equalTo(0))
                .body("vouchers.creditActivated.amount", equalTo("5.00"));
        Topics.await(
                Topic.VOUCHERS_VOUCHER,
                event -> event instanceof VoucherEvent.Expired expired
                        && expired.voucherId().equals(voucher));
    }

    private List<String> codesWith(String field, Object value, int count) {
        Map<String, Object> batch = new HashMap<>(aBatch(count, "5.00", "EUR"));
        batch.put(field, value);
        return operator.codes(operator.drafted(batch));
    }
}
