package io.trunkline.vouchers.guard;

import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.PriceList.awaitPrice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.CallCreditEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import io.trunkline.vouchers.Operator;
import io.trunkline.vouchers.PriceList;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credit is held for calls while they last: a cent for a second, and five for the beginning. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class CallGuardTest {

    private static final E164 LINE = E164.of("+34910000000");
    private static final String MOBILE = "+34600123456";
    private static final String RATES = """
            prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment
            346,Spain mobile,national-mobile,charged,0.05,0.60,1,1,0.055
            34900,Freephone,special,free,,,,,
            3480,Premium,special,blocked,,,,,
            """;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Customer customer = anybody();
    private PriceList prices;
    private Instant noon;

    @BeforeEach
    void aTariffAndATimeThatStandsStill() {
        prices = PriceList.anyIn("EUR");
        prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, MOBILE, "0.6");
        noon = clock.stop().truncatedTo(ChronoUnit.MICROS);
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void aCallIsPaidAheadSliceBySlice() {
        has("5.00");
        UUID call = answered(MOBILE);
        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 60));

        clock.advance(Duration.ofSeconds(39));
        UUID later = answered(MOBILE);
        await().untilAsserted(() -> assertThat(heldFor(later)).isEqualTo(5 + 60));
        assertThat(heldFor(call)).as("not due yet").isEqualTo(5 + 60);

        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(heldFor(call)).isEqualTo(5 + 120));
        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void whatWasHeldPaysForTheCallAndTheRestIsFree() {
        has("5.00");
        UUID call = answered(MOBILE);
        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 60));

        completed(call, MOBILE, 21);

        await().untilAsserted(() -> assertThat(balance()).isEqualTo(500 - 26));
        assertThat(held()).isZero();
        assertThat(inProgress(call)).isZero();
        rated().body("items[0].charged.amount", equalTo("0.26")).body("items[0].uncollected", nullValue());
    }

    @Test
    void whereCreditEndsTheCarrierIsToldWhen() {
        has("1.00");
        UUID call = answered(MOBILE);
        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 60));

        clock.advance(Duration.ofSeconds(45));

        assertThat(ending(call).until()).isEqualTo(noon.plusSeconds(95));
        assertThat(held()).as("all there is").isEqualTo(100);
        Topics.await(
                Topic.VOUCHERS_BALANCE,
                event -> event instanceof BalanceEvent.Depleted depleted
                        && depleted.accountId().equals(customer.account()));
    }

    @Test
    void aCallThatEndsWhenItsCreditDoesOwesNothing() {
        has("1.00");
        UUID call = answered(MOBILE);
        clock.advance(Duration.ofSeconds(45));
        long seconds = Duration.between(noon, ending(call).until()).toSeconds();

        completed(call, MOBILE, seconds);

        await().untilAsserted(() -> assertThat(balance()).isZero());
        rated().body("items[0].price.amount", equalTo("1.00")).body("items[0].uncollected", nullValue());
    }

    @Test
    void aCallThatGoesOnAllTheSameIsALossThatIsReported() {
        has("1.00");
        UUID call = answered(MOBILE);
        clock.advance(Duration.ofSeconds(45));
        ending(call);

        completed(call, MOBILE, 120);

        await().untilAsserted(() -> assertThat(balance()).isZero());
        rated().body("items[0].price.amount", equalTo("1.25")).body("items[0].uncollected.amount", equalTo("0.25"));
        prices.request()
                .queryParams(Map.of("account", customer.account(), "uncollected", "true"))
                .get("/v1/rated-events")
                .then()
                .body("items", hasSize(1));
        prices.request()
                .queryParams(Map.of("account", customer.account(), "uncollected", "false"))
                .get("/v1/rated-events")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void callsAtTheSameTimeDoNotSpendTheSameCredit() {
        has("1.00");
        UUID one = answered(MOBILE);
        await().untilAsserted(() -> assertThat(heldFor(one)).isEqualTo(5 + 60));

        UUID other = answered(MOBILE);

        assertThat(ending(other).until()).isEqualTo(noon.plusSeconds(30));
        assertThat(heldFor(other)).isEqualTo(35);
    }

    @Test
    void creditThatComesInMidCallLetsItGoOn() {
        has("1.00");
        UUID call = answered(MOBILE);
        clock.advance(Duration.ofSeconds(45));
        ending(call);

        has("5.00");
        clock.advance(Duration.ofSeconds(10));

        Topics.await(
                Topic.VOUCHERS_CALL_CREDIT,
                event -> event instanceof CallCreditEvent.Extended extended
                        && extended.callId().equals(call));
        assertThat(held()).isEqualTo(5 + 95 + 60);
    }

    @Test
    void whoHasNothingIsToldAtOnce() {
        UUID call = answered(MOBILE);

        assertThat(ending(call).until()).isEqualTo(noon);
    }

    @Test
    void aCallThatIsToldTwiceIsHeldForOnce() {
        has("5.00");
        UUID call = answered(MOBILE);
        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 60));

        Topics.publish(answer(call, MOBILE));
        clock.advance(Duration.ofSeconds(40));

        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 120));
    }

    @Test
    void nothingIsHeldForACallThatIsOverAlready() {
        has("5.00");
        UUID call = UUID.randomUUID();
        completed(call, MOBILE, 10);
        await().untilAsserted(() -> assertThat(balance()).isEqualTo(500 - 15));

        CloudEvent late = answer(call, MOBILE);
        Topics.publish(late);

        await().until(() -> database.number("select count(*) from inbox where event_id = ?", late.id()) == 1);
        assertThat(inProgress(call)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+34900123456", "+34803123456", "+447700900123"})
    void nothingIsHeldForACallThatIsFreeOrHasNoPrice(String number) {
        has("5.00");
        UUID call = answered(number);
        await().until(() -> database.number(
                        "select count(*) from call_in_progress where call_id = ? and due_at > ?",
                        call,
                        java.sql.Timestamp.from(noon))
                == 1);
        assertThat(held()).isZero();

        completed(call, number, 600);

        await().until(() -> inProgress(call) == 0);
        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void aCallThatIsNotHeardOfAnyMoreGivesItsCreditBack() {
        has("1.00");
        UUID call = answered(MOBILE);
        clock.advance(Duration.ofSeconds(45));
        ending(call);

        clock.advance(Duration.ofMinutes(12));

        await().untilAsserted(() -> assertThat(held()).isZero());
        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void aCallWhoseHoldWasGivenBackTooSoonGetsAnotherOne() throws SQLException {
        has("5.00");
        UUID call = answered(MOBILE);
        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 60));
        UUID first = UUID.fromString(database.text("select hold_id from call_in_progress where call_id = ?", call));
        database.execute("update hold set expires_at = ? where id = ?", java.sql.Timestamp.from(noon), first);
        await().untilAsserted(() -> assertThat(held()).isZero());

        clock.advance(Duration.ofSeconds(40));

        await().untilAsserted(() -> assertThat(held()).isEqualTo(5 + 100));
        completed(call, MOBILE, 50);
        await().untilAsserted(() -> assertThat(balance()).isEqualTo(500 - 55));
        assertThat(held()).isZero();
    }

    private void has(String amount) {
        customer.activate(Operator.anyOperator().codes(1, amount, "EUR").getFirst())
                .then()
                .statusCode(201);
    }

    private UUID answered(String number) {
        UUID call = UUID.randomUUID();
        Topics.publish(answer(call, number));
        return call;
    }

    private CloudEvent answer(UUID call, String number) {
        return event(new CallEvent.Answered(call, customer.account(), null, E164.of(number), clock.instant()));
    }

    private void completed(UUID call, String number, long seconds) {
        Instant end = noon.plusSeconds(seconds);
        Topics.publish(event(new CallEvent.Completed(
                call,
                customer.account(),
                null,
                LINE,
                E164.of(number),
                noon,
                noon,
                end,
                seconds,
                CallEvent.Disposition.ANSWERED,
                end)));
    }

    private static CloudEvent event(Event event) {
        return new CloudEvent(UUID.randomUUID(), "/trunkline/test", null, event);
    }

    private static CallCreditEvent.Ending ending(UUID call) {
        CloudEvent told = Topics.await(
                Topic.VOUCHERS_CALL_CREDIT,
                event -> event instanceof CallCreditEvent.Ending ending
                        && ending.callId().equals(call));
        return (CallCreditEvent.Ending) told.event();
    }

    private io.restassured.response.ValidatableResponse rated() {
        return prices.request()
                .queryParams(Map.of("account", customer.account()))
                .get("/v1/rated-events")
                .then()
                .statusCode(200);
    }

    private long balance() {
        return database.number("select coalesce(sum(amount), 0) from balance where account_id = ?", customer.account());
    }

    private long held() {
        return database.number("select coalesce(sum(held), 0) from balance where account_id = ?", customer.account());
    }

    private long heldFor(UUID call) {
        return database.number(
                "select coalesce(sum(amount), 0) from hold where state = 'open' and starts_with(source, ?)",
                "call:" + call);
    }

    private long inProgress(UUID call) {
        return database.number("select count(*) from call_in_progress where call_id = ?", call);
    }
}
