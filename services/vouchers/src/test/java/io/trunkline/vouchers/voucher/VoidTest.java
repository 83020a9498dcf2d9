package io.trunkline.vouchers.voucher;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.aBatch;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How vouchers end that nobody has used. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class VoidTest {

    private static final int RACES = 24;

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
    void aVoidedVoucherIsWorthNothing() {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));
        String code = operator.codes(batch).getFirst();
        UUID voucher = operator.lastVoucherOf(batch);

        operator.voidVoucher(voucher, "Stolen")
                .then()
                .statusCode(200)
                .body("state", equalTo("voided"))
                .body("creditRemaining.amount", equalTo("0.00"))
                .body("voidedBy", equalTo(operator.account().toString()))
                .body("voidReason", equalTo("Stolen"));

        anybody().activate(code).then().statusCode(410).body("type", equalTo("urn:trunkline:problem:voucher-voided"));
        operator.batch(batch).then().body("vouchers.voided", equalTo(1)).body("vouchers.generated", equalTo(0));
        VoucherEvent event = (VoucherEvent) Topics.await(
                        Topic.VOUCHERS_VOUCHER, candidate -> candidate.key().equals(voucher.toString()))
                .event();
        assertThat(event).isInstanceOfSatisfying(VoucherEvent.Voided.class, voided -> assertThat(voided.voidedBy())
                .isEqualTo(operator.account()));
    }

    @Test
    void voidingAgainChangesNothing() {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));
        operator.codes(batch);
        UUID voucher = operator.lastVoucherOf(batch);
        String first = operator.voidVoucher(voucher, "Stolen").asString();

        String second = anyOperator().voidVoucher(voucher, "Another reason").asString();

        assertThat(second).isEqualTo(first);
        assertThat(database.number("select count(*) from voucher where id = ? and void_reason = 'Stolen'", voucher))
                .isEqualTo(1);
    }

    @Test
    void whatSomebodyHasUsedOrLetExpireIsNotVoided() {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));
        anybody().activate(operator.codes(batch).getFirst()).then().statusCode(201);
        UUID expiring = operator.drafted(expiringIn(Duration.ofMinutes(2), 1));
        operator.codes(expiring);
        UUID late = operator.lastVoucherOf(expiring);
        clock.advance(Duration.ofMinutes(3));

        operator.voidVoucher(operator.lastVoucherOf(batch), "Too late")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:voucher-spent"));
        operator.voidVoucher(late, "Too late").then().statusCode(410);
        operator.voidBatch(expiring, "Too late").then().statusCode(410);
        operator.voidVoucher(UUID.randomUUID(), "Not there").then().statusCode(404);
        operator.voidBatch(UUID.randomUUID(), "Not there").then().statusCode(404);
    }

    @Test
    void aLostListIsWorthNothingFromTheAnswerOn() {
        UUID batch = operator.drafted(aBatch(1_200, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);
        Customer early = anybody();
        early.activate(codes.getFirst()).then().statusCode(201);

        operator.voidBatch(batch, "The list was lost")
                .then()
                .statusCode(200)
                .body("state", equalTo("voided"))
                .body("voidReason", equalTo("The list was lost"))
                .body("vouchers.active", equalTo(1))
                .body("vouchers.voided", equalTo(1_199))
                .body("vouchers.creditIssued.amount", equalTo("6000.00"))
                .body("vouchers.creditActivated.amount", equalTo("5.00"))
                .body("vouchers.creditRemaining.amount", equalTo("5.00"));

        anybody().activate(codes.getLast()).then().statusCode(410);
        early.balance().then().body("balances[0].amount", equalTo("5.00"));
        operator.voidBatch(batch, "Again").then().statusCode(200).body("voidReason", equalTo("The list was lost"));
    }

    @Test
    void eachVoucherOfAVoidedBatchIsToldOfOnce() {
        UUID batch = operator.drafted(aBatch(1_200, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);
        anybody().activate(codes.get(700)).then().statusCode(201);

        operator.voidBatch(batch, "The list was lost").then().statusCode(200);

        awaitClosed(batch);
        assertThat(eventsOf(batch, VoucherEvent.Voided.class::isInstance))
                .hasSize(1_199)
                .doesNotHaveDuplicates();
        assertThat(database.number("select count(*) from voucher where batch_id = ? and voided_at is not null", batch))
                .isEqualTo(1_199);
    }

    @Test
    void eachVoucherThatNobodyHasUsedInTimeIsToldOfOnce() {
        UUID batch = operator.drafted(expiringIn(Duration.ofMinutes(2), 700));
        List<String> codes = operator.codes(batch);
        anybody().activate(codes.getFirst()).then().statusCode(201);
        Instant end = Instant.parse(operator.batch(batch).jsonPath().getString("expiresAt"));

        clock.advance(Duration.ofMinutes(3));

        awaitClosed(batch);
        assertThat(eventsOf(
                        batch,
                        event -> event instanceof VoucherEvent.Expired(UUID _, Money remaining, Instant at)
                                && remaining.equals(Money.of("5.00", "EUR"))
                                && at.equals(end)))
                .hasSize(699)
                .doesNotHaveDuplicates();
        operator.batch(batch).then().body("vouchers.expired", equalTo(699)).body("vouchers.active", equalTo(1));
    }

    @Test
    void whatHasBeenToldAsExpiredIsRefusedWhateverTheClockSays() {
        UUID batch = operator.drafted(expiringIn(Duration.ofMinutes(2), 1));
        String code = operator.codes(batch).getFirst();
        clock.advance(Duration.ofMinutes(3));
        awaitClosed(batch);

        clock.reset();

        assertThat(anybody().activate(code).statusCode()).isNotEqualTo(201);
        operator.voucher(operator.lastVoucherOf(batch)).then().body("state", equalTo("expired"));
    }

    @Test
    void aVoidedDraftIsNotIssued() {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));

        operator.voidBatch(batch, "A mistake").then().statusCode(200).body("state", equalTo("voided"));

        operator.issue(batch).then().statusCode(409).body("type", equalTo("urn:trunkline:problem:batch-voided"));
    }

    @Test
    void ofOneWhoVoidsAndOneWhoUsesItOneWins() {
        for (int race = 0; race < RACES; race++) {
            UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));
            String code = operator.codes(batch).getFirst();
            UUID voucher = operator.lastVoucherOf(batch);
            Customer customer = anybody();

            List<Integer> answers = Together.call(
                    2,
                    caller -> caller == 0
                            ? customer.activate(code).statusCode()
                            : operator.voidVoucher(voucher, "Stolen").statusCode());

            assertThat(answers).isIn(List.of(201, 409), List.of(410, 200));
            assertThat(database.postingsOf(customer.account(), "EUR")).isEqualTo(answers.getFirst() == 201 ? 500 : 0);
        }
    }

    @Test
    void manyWhoUseABatchThatIsBeingVoidedLoseNothing() {
        UUID batch = operator.drafted(aBatch(RACES, "5.00", "EUR"));
        List<String> codes = operator.codes(batch);

        List<Integer> answers = Together.call(
                RACES + 1,
                caller -> caller == RACES
                        ? operator.voidBatch(batch, "Stolen").statusCode()
                        : anybody().activate(codes.get(caller)).statusCode());

        awaitClosed(batch);
        long used = answers.stream().filter(status -> status == 201).count();
        assertThat(answers).last().isEqualTo(200);
        assertThat(answers.subList(0, RACES)).allMatch(status -> status == 201 || status == 410);
        assertThat(eventsOf(batch, VoucherEvent.Voided.class::isInstance)).hasSize((int) (RACES - used));
        operator.batch(batch).then().body("vouchers.active", equalTo((int) used));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":\" \"}", "{\"reason\":5}", "{\"reason\":\"a\\u0000\"}"})
    void aReasonIsNeeded(String body) {
        UUID batch = operator.drafted(aBatch(1, "5.00", "EUR"));

        given().auth()
                .oauth2(operator.token())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/voucher-batches/{id}/void", batch)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void customersVoidNothing() {
        Operator user = new Operator(UUID.randomUUID(), TestTokens.of(UUID.randomUUID(), "user"));

        user.voidBatch(UUID.randomUUID(), "Mine").then().statusCode(403);
        user.voidVoucher(UUID.randomUUID(), "Mine").then().statusCode(403);
    }

    private static Map<String, Object> expiringIn(Duration time, int count) {
        Map<String, Object> batch = new HashMap<>(aBatch(count, "5.00", "EUR"));
        batch.put("expiresAt", Instant.now().plus(time).toString());
        return batch;
    }

    private void awaitClosed(UUID batch) {
        await().until(() -> database.number("select closed_up_to - count from voucher_batch where id = ?", batch) == 0);
    }

    /** The keys of such events about vouchers of the batch, after the last of them has left. */
    private List<String> eventsOf(UUID batch, Predicate<VoucherEvent> wanted) {
        String vouchers = "(select id::text from voucher where batch_id = ?)";
        await().until(() -> database.number("select count(*) from outbox where key in " + vouchers, batch) == 0);
        List<String> ids =
                List.of(database.text("select string_agg(id::text, ',') from voucher where batch_id = ?", batch)
                        .split(","));
        Set<String> ofBatch = new HashSet<>(ids);
        return Topics.everything(Topic.VOUCHERS_VOUCHER.topicName()).stream()
                .filter(record -> ofBatch.contains(record.key()))
                .map(record -> CloudEvent.read(Topics.headersOf(record), record.value()))
                .map(event -> (VoucherEvent) event.event())
                .filter(wanted)
                .map(VoucherEvent::key)
                .toList();
    }
}
