package io.trunkline.vouchers.usage;

import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.PriceList.awaitPrice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Operator;
import io.trunkline.vouchers.PriceList;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls and messages of other services are paid for, once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class UsageEventsTest {

    private static final E164 LINE = E164.of("+34910000000");
    private static final String RATES = """
            prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment
            346,Spain mobile,national-mobile,charged,0.05,0.60,60,60,0.055
            34900,Freephone,special,free,,,,,
            3480,Premium,special,blocked,,,,,
            """;

    @Inject
    Database database;

    private final Customer customer = anybody();
    private PriceList prices;
    private UUID version;

    @BeforeEach
    void fiveEurosAndATariff() {
        customer.activate(Operator.anyOperator().codes(1, "5.00", "EUR").getFirst())
                .then()
                .statusCode(201);
        prices = PriceList.anyIn("EUR");
        version = prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.6");
    }

    @Test
    void aCallIsChargedOnceHoweverOftenItIsTold() {
        UUID call = UUID.randomUUID();
        CloudEvent told = event(call(call, "+34600123456", 61));

        Topics.publish(told);
        Topics.publish(told);
        CloudEvent again = event(call(call, "+34600123456", 600));
        Topics.publish(again);
        awaitTaken(again);

        assertThat(balance()).isEqualTo(500 - 125);
        assertThat(database.postingsOf(customer.account(), "EUR")).isEqualTo(500 - 125);
        assertThat(database.crookedEntriesOf(customer.account())).isZero();
        rated(Map.of("account", customer.account()))
                .then()
                .body("items", hasSize(1))
                .body("items[0].source", equalTo("call:" + call))
                .body("items[0].number", equalTo("+3460****456"))
                .body("items[0].quantity", equalTo(61))
                .body("items[0].price.amount", equalTo("1.25"))
                .body("items[0].charged.amount", equalTo("1.25"))
                .body("items[0].tariffVersionId", equalTo(version.toString()));
    }

    @Test
    void aChargeIsToldToTheOthers() {
        UUID call = UUID.randomUUID();

        Topics.publish(event(call(call, "+34600123456", 1)));

        CloudEvent told = Topics.await(
                Topic.VOUCHERS_BALANCE,
                event -> event instanceof BalanceEvent.Charged charged
                        && charged.accountId().equals(customer.account()));
        BalanceEvent.Charged charged = (BalanceEvent.Charged) told.event();
        assertThat(charged.source()).isEqualTo("call:" + call);
        assertThat(charged.balance().amount()).isEqualTo("4.35");
    }

    @Test
    void aMessageIsPaidForBySegments() {
        CloudEvent sent = event(message(customer.account(), 3));

        Topics.publish(sent);
        Topics.publish(sent);
        awaitTaken(sent);

        assertThat(balance()).isEqualTo(500 - 17);
    }

    @Test
    void nobodyPaysForTheSystemsOwnMessagesNorWithoutATariff() {
        UUID stranger = UUID.randomUUID();
        Topics.publish(event(message(null, 3)));
        CloudEvent sent = event(message(stranger, 3));

        Topics.publish(sent);
        awaitTaken(sent);

        rated(Map.of("account", stranger)).then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "+447700900123, 60, unknown-destination",
        "+34803123456, 60, blocked-destination",
        "+34600123456, -1, negative-quantity",
        "+34600123456, 9223372036854775807, too-long"
    })
    void whatCannotBeRatedIsKeptForTheOperator(String number, long seconds, String refusal) {
        CloudEvent told = event(call(UUID.randomUUID(), number, seconds));

        Topics.publish(told);
        awaitTaken(told);

        assertThat(balance()).isEqualTo(500);
        rated(Map.of("account", customer.account(), "refused", "true"))
                .then()
                .statusCode(200)
                .body("items.refusal", contains(refusal));
        rated(Map.of("account", customer.account(), "refused", "false")).then().body("items", hasSize(0));
    }

    @Test
    void aCallOfSomebodyWithoutATariffIsKeptForTheOperator() {
        UUID stranger = UUID.randomUUID();
        CallEvent.Completed call = call(UUID.randomUUID(), "+34600123456", 60);
        CloudEvent told = event(new CallEvent.Completed(
                call.callId(),
                stranger,
                null,
                call.from(),
                call.to(),
                call.startedAt(),
                call.answeredAt(),
                call.endedAt(),
                call.billableSeconds(),
                call.disposition(),
                call.at()));

        Topics.publish(told);
        awaitTaken(told);

        rated(Map.of("account", stranger)).then().body("items.refusal", contains("no-tariff"));
    }

    @Test
    void aFreeCallIsRatedAndBooksNothing() {
        CloudEvent told = event(call(UUID.randomUUID(), "+34900123456", 600));

        Topics.publish(told);
        awaitTaken(told);

        assertThat(balance()).isEqualTo(500);
        rated(Map.of("account", customer.account()))
                .then()
                .body("items[0].price.amount", equalTo("0.00"))
                .body("items[0].destination", equalTo("Freephone"));
    }

    @Test
    void aCallThatCostsMoreThanThereIsTakesWhatThereIs() {
        CloudEvent told = event(call(UUID.randomUUID(), "+34600123456", 3_600));

        Topics.publish(told);
        awaitTaken(told);

        assertThat(balance()).isZero();
        rated(Map.of("account", customer.account()))
                .then()
                .body("items[0].price.amount", equalTo("36.05"))
                .body("items[0].charged.amount", equalTo("5.00"));
    }

    @Test
    void filtersThatCannotBeAreRefused() {
        rated(Map.of("account", "me")).then().statusCode(400);
        rated(Map.of("refused", "perhaps")).then().statusCode(400);
        customer.request().get("/v1/rated-events").then().statusCode(403);
    }

    private CallEvent.Completed call(UUID id, String number, long seconds) {
        Instant now = Instant.now();
        return new CallEvent.Completed(
                id,
                customer.account(),
                null,
                LINE,
                E164.of(number),
                now,
                now,
                now,
                seconds,
                CallEvent.Disposition.ANSWERED,
                now);
    }

    private static MessageEvent.Sent message(UUID account, int segments) {
        return new MessageEvent.Sent(
                UUID.randomUUID(), account, null, E164.of("+34600123456"), "main", segments, false, Instant.now());
    }

    private static CloudEvent event(Event event) {
        return new CloudEvent(UUID.randomUUID(), "/trunkline/test", null, event);
    }

    /** What was published before it has been taken by then, too, if it has the same key. */
    private void awaitTaken(CloudEvent event) {
        await().until(() -> database.number("select count(*) from inbox where event_id = ?", event.id()) == 1);
    }

    private Response rated(Map<String, ?> parameters) {
        return prices.request().queryParams(parameters).get("/v1/rated-events");
    }

    private long balance() {
        return database.number("select amount from balance where account_id = ?", customer.account());
    }
}
