package io.trunkline.vouchers.batch;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Operator.aBatch;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Money;
import io.trunkline.events.Topic;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class BatchResourceTest {

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
    void aDraftHasNoCodes() {
        var answer = operator.draft(aBatch(3, "5", "EUR"));

        UUID id = answer.jsonPath().getUUID("id");
        answer.then()
                .statusCode(201)
                .header("Location", containsString("/v1/voucher-batches/" + id))
                .body("state", equalTo("draft"))
                .body("credit.amount", equalTo("5.00"))
                .body("credit.currency", equalTo("EUR"))
                .body("createdBy", equalTo(operator.account().toString()))
                .body("issuedAt", nullValue());
        assertThat(database.number("select count(*) from voucher where batch_id = ?", id))
                .isZero();
    }

    @Test
    void codesAreShownOnceAndKeptAsHashesOnly() {
        UUID id = operator.drafted(aBatch(3, "5.00", "EUR"));

        var answer = operator.issue(id);

        answer.then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", startsWith("attachment"))
                .header("Cache-Control", equalTo("no-store"));
        List<String> lines = answer.asString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).isEqualTo("serial,code,credit,currency,vendor,bulk_number,expires_at");
        assertThat(lines.get(1)).matches("1,[0-9A-Z-]{24},5\\.00,EUR,\"Corner shop, Main Street\",2026-07/A,.*Z");
        String code = Operator.codesOf(answer.asString()).getFirst();
        String everything = database.text("select string_agg(voucher::text, ' ') from voucher where batch_id = ?", id);
        assertThat(everything).doesNotContain(code, code.replace("-", ""));
        operator.issue(id).then().statusCode(409).body("type", equalTo("urn:trunkline:problem:batch-issued"));
        operator.batch(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("issued"))
                .body("issuedAt", notNullValue())
                .body("vouchers.generated", equalTo(3))
                .body("vouchers.active", equalTo(0));
    }

    @Test
    void cardsAreShownOnceInsteadOfTheList() {
        UUID id = operator.drafted(aBatch(30, "5.00", "EUR"));

        cards(id, Map.of("title", "\u041c\u0438\u0440", "columns", 2, "rows", 5))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/title"));
        cards(id, Map.of("title", "Mobile", "columns", 5, "rows", 5)).then().statusCode(400);
        operator.batch(id).then().body("state", equalTo("draft"));
        byte[] pdf = cards(id, Map.of("title", "Mobile", "columns", 2, "rows", 5))
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .asByteArray();

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        assertThat(database.number("select count(*) from voucher where batch_id = ?", id))
                .isEqualTo(30);
        operator.issue(id).then().statusCode(409);
    }

    private Response cards(UUID id, Map<String, Object> design) {
        return given().auth()
                .oauth2(operator.token())
                .contentType(ContentType.JSON)
                .body(design)
                .post("/v1/voucher-batches/{id}/cards", id);
    }

    @Test
    void issuingIsToldOnTheBus() {
        UUID id = operator.drafted(aBatch(2, "1500", "JPY"));
        operator.codes(id);

        CloudEvent event = Topics.await(
                Topic.VOUCHERS_VOUCHER,
                candidate -> candidate instanceof VoucherEvent.BatchIssued issued
                        && issued.batchId().equals(id));

        VoucherEvent.BatchIssued issued = (VoucherEvent.BatchIssued) event.event();
        JsonPath view = operator.batch(id).jsonPath();
        assertThat(issued.count()).isEqualTo(2);
        assertThat(issued.credit()).isEqualTo(Money.of("1500", "JPY"));
        assertThat(issued.expiresAt()).isEqualTo(Instant.parse(view.getString("expiresAt")));
        assertThat(issued.at()).isEqualTo(Instant.parse(view.getString("issuedAt")));
    }

    @Test
    void manyWhoRaceForTheCodesGetThemOnce() {
        UUID id = operator.drafted(aBatch(700, "5.00", "EUR"));

        List<Integer> answers = Together.call(12, _ -> operator.issue(id).statusCode());

        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
        assertThat(database.number("select count(distinct serial) from voucher where batch_id = ?", id))
                .isEqualTo(700);
        assertThat(database.number("select count(*) from voucher where batch_id = ?", id))
                .isEqualTo(700);
    }

    @Test
    void theLargestListIsShownWhole() {
        UUID id = operator.drafted(aBatch(10_000, "5.00", "EUR"));

        List<String> codes = operator.codes(id);

        assertThat(new HashSet<>(codes)).hasSize(10_000);
    }

    @Test
    void countsFollowTheVouchers() {
        UUID id = operator.drafted(aBatch(3, "5.00", "EUR"));
        List<String> codes = operator.codes(id);
        Customer.anybody().activate(codes.getFirst()).then().statusCode(201);

        operator.batch(id).then().body("vouchers.generated", equalTo(2)).body("vouchers.active", equalTo(1));
    }

    @Test
    void aDraftThatHasExpiredIsNotIssued() {
        UUID id = operator.drafted(
                with("expiresAt", Instant.now().plusSeconds(120).toString()));

        clock.advance(Duration.ofMinutes(3));

        operator.issue(id).then().statusCode(410).body("type", equalTo("urn:trunkline:problem:batch-expired"));
    }

    @Test
    void anUnknownBatchIsAProblem() {
        operator.issue(UUID.randomUUID()).then().statusCode(404).contentType("application/problem+json");
        operator.batch(UUID.randomUUID()).then().statusCode(404).contentType("application/problem+json");
        given().auth()
                .oauth2(operator.token())
                .get("/v1/voucher-batches/not-an-id")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void theSameKeyMakesOneBatch() {
        String key = UUID.randomUUID().toString();

        Map<String, Object> batch = aBatch(3, "5.00", "EUR");
        Map<String, Object> alike = new HashMap<>(batch);
        alike.put("credit", Map.of("amount", "5.0", "currency", "EUR"));
        Map<String, Object> larger = new HashMap<>(batch);
        larger.put("count", 4);

        UUID first = draftWithKey(key, batch, 201);
        UUID again = draftWithKey(key, alike, 201);
        UUID otherKey = draftWithKey(UUID.randomUUID().toString(), batch, 201);

        assertThat(again).isEqualTo(first);
        assertThat(otherKey).isNotEqualTo(first);
        draftWithKey(key, larger, 422);
    }

    private UUID draftWithKey(String key, Object batch, int status) {
        return given().auth()
                .oauth2(operator.token())
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(batch)
                .post("/v1/voucher-batches")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath()
                .getUUID("id");
    }

    @Test
    void pagesGoThroughAllBatchesNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(operator.drafted(aBatch(1, "5.00", "EUR")).toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = page(2, cursor);
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
        given().auth()
                .oauth2(operator.token())
                .get("/v1/voucher-batches?limit=0")
                .then()
                .statusCode(400);
        given().auth()
                .oauth2(operator.token())
                .get("/v1/voucher-batches?cursor=nonsense")
                .then()
                .statusCode(400);
    }

    private JsonPath page(int limit, String cursor) {
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit));
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return given().auth()
                .oauth2(operator.token())
                .queryParams(parameters)
                .get("/v1/voucher-batches")
                .then()
                .statusCode(200)
                .body("items", not(hasSize(0)))
                .extract()
                .jsonPath();
    }

    @Test
    void onlyOperatorsAndAdminsHaveBatches() {
        String user = TestTokens.of(UUID.randomUUID(), "user");
        String admin = TestTokens.of(UUID.randomUUID(), "admin");

        given().get("/v1/voucher-batches").then().statusCode(401).contentType("application/problem+json");
        given().auth().oauth2(user).get("/v1/voucher-batches").then().statusCode(403);
        given().auth()
                .oauth2(user)
                .contentType(ContentType.JSON)
                .body(aBatch(1, "5", "EUR"))
                .post("/v1/voucher-batches")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(user)
                .post("/v1/voucher-batches/{id}/codes", UUID.randomUUID())
                .then()
                .statusCode(403);
        given().auth().oauth2(admin).get("/v1/voucher-batches").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"count\":1}",
                "{\"count\":\"1\"}",
                "{\"count\":1.5}",
                "{\"count\":99999999999}",
                "{\"unknown\":1}"
            })
    void aBodyThatIsNoBatchIsAProblem(String body) {
        long before = batches();

        operator.draft(body).then().statusCode(400).contentType("application/problem+json");

        assertThat(batches()).isEqualTo(before);
    }

    @Test
    void eachPartOfABatchIsChecked() {
        long before = batches();

        refused("count", 0);
        refused("count", -1);
        refused("count", 1_000_001);
        refused("count", "three");
        refused("credit", "5.00");
        refused("credit", 5);
        refused("credit", Map.of("amount", "0.00", "currency", "EUR"));
        refused("credit", Map.of("amount", "-5.00", "currency", "EUR"));
        refused("credit", Map.of("amount", "5.001", "currency", "EUR"));
        refused("credit", Map.of("amount", "5.5", "currency", "JPY"));
        refused("credit", Map.of("amount", "5.00", "currency", "XYZ"));
        refused("credit", Map.of("amount", "5.00", "currency", "XAU"));
        refused("credit", Map.of("amount", "5.00"));
        refused("credit", Map.of("amount", 5, "currency", "EUR"));
        refused("credit", Map.of("amount", "1e3", "currency", "EUR"));
        refused("credit", Map.of("amount", "99999999999999999999", "currency", "EUR"));
        refused("credit", Map.of("amount", "1000000.01", "currency", "EUR"));
        refused("vendor", "");
        refused("vendor", "=1+1");
        refused("vendor", "Nul\u0000");
        refused("vendor", "x".repeat(101));
        refused("vendor", List.of());
        refused("bulkNumber", "x".repeat(65));
        refused("bulkNumber", "line\nbreak");
        refused("expiresAt", "yesterday");
        refused("expiresAt", "2020-01-01T00:00:00Z");
        refused("expiresAt", "2999-01-01T00:00:00Z");
        refused("expiresAt", "+999999999-12-31T23:59:59Z");
        refused("expiresAt", true);
        refused("validFrom", "soon");
        refused("validFrom", "2998-01-01T00:00:00Z");
        refused("perAccount", 0);
        refused("perAccount", 1.5);
        refused("creditDays", 0);
        refused("creditDays", 4_000);

        assertThat(batches()).isEqualTo(before);
    }

    private void refused(String field, Object value) {
        operator.draft(with(field, value))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(startsWith("/" + field)));
    }

    @Test
    void aMissingPartIsNamed() {
        for (String field : List.of("count", "credit", "vendor", "bulkNumber", "expiresAt")) {
            Map<String, Object> batch = new HashMap<>(aBatch(1, "5.00", "EUR"));
            batch.remove(field);

            operator.draft(batch).then().statusCode(400).body("errors.pointer", hasItem("/" + field));
        }
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> batch = new HashMap<>(aBatch(1, "5.00", "EUR"));
        batch.put(field, value);
        return batch;
    }

    private long batches() {
        return database.number("select count(*) from voucher_batch where created_by = ?", operator.account());
    }
}
