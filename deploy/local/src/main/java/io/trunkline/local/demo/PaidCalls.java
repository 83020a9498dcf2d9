package io.trunkline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A customer's calls are rated by a tariff and paid from a voucher, until it is used up. */
final class PaidCalls implements Chapter {

    private static final Duration PUBLICATION = Duration.ofSeconds(5);
    private static final Duration RATING = Duration.ofSeconds(10);
    private static final String FRIEND = "+447700900123";
    private static final String RATES = """
            prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment
            447,United Kingdom mobile,national-mobile,charged,0.10,1.20,30,6,0.05
            """;

    @Override
    public String title() {
        return "Calls that are paid for";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Person admin = stage.admin();
        Person customer = stage.newCustomer("Cleo");
        stage.step("Cleo's account");
        String account =
                stage.api().get("/v1/account").as(customer).expect(200, "/id").text("/id");
        giveTariff(stage, admin, account);
        String voucher = PrepaidCredit.redeem(stage, "Cleo", customer, PrepaidCredit.issueBatch(stage, admin));
        askForThePrice(stage, customer);

        String call = call(stage, account, 61);
        // Ten cents for the beginning, and eleven times six seconds at 1.20 a minute.
        checkRecord(stage, admin, account, call, "1.42", "1.42");
        checkVoucher(stage, customer, voucher, "active", "3.58");

        String longCall = call(stage, account, 300);
        checkRecord(stage, admin, account, longCall, "6.10", "3.58");
        checkVoucher(stage, customer, voucher, "depleted", "0.00");
    }

    private static void giveTariff(Stage stage, Person admin, String account) throws IOException, InterruptedException {
        stage.step("The admin makes a tariff: 10 cents, and 1.20 EUR a minute by 30/6");
        String tariff = "/v1/tariffs/"
                + stage.api()
                        .post("/v1/tariffs")
                        .as(admin)
                        .json(Stage.ordered("name", "Demo", "currency", "EUR", "zone", "Europe/London"))
                        .expect(201, "/id", "/currency")
                        .text("/id");
        String version = tariff + "/versions/"
                + stage.api()
                        .post(tariff + "/versions")
                        .as(admin)
                        .expect(201, "/id")
                        .text("/id");
        stage.api().post(version + "/rates").as(admin).csv(RATES).expect(200, "/imported", "/refused");
        stage.api().post(version + "/publication").as(admin).json(Map.of()).expect(200, "/validFrom");
        stage.step("It becomes Cleo's");
        stage.api().put(tariff + "/accounts/" + account).as(admin).expect(204);
    }

    private static void askForThePrice(Stage stage, Person customer) throws IOException, InterruptedException {
        stage.step("Cleo asks what a call costs");
        Answer price = stage.api()
                .get("/v1/call-pricing/" + FRIEND)
                .as(customer)
                .expectWithin(PUBLICATION, 200, "/destination", "/perMinute");
        Difference.unlessEqual("The price of a minute", "1.2", price.text("/perMinute"));
    }

    private static String call(Stage stage, String account, int seconds) {
        stage.step("She talks for %d seconds; the dialer, which this demo plays, tells of it".formatted(seconds));
        return stage.calls().made(account, FRIEND, seconds);
    }

    private static void checkRecord(
            Stage stage, Person admin, String account, String call, String price, String charged)
            throws IOException, InterruptedException {
        stage.step("The call is rated and charged, once");
        JsonNode record = stage.api()
                .get("/v1/rated-events?account=" + account)
                .as(admin)
                .expectUntil(RATING, 200, answer -> isOf(answer, call))
                .json()
                .path("items")
                .path(0);
        stage.note("price " + record.path("price").path("amount").asText() + ", charged "
                + record.path("charged").path("amount").asText());
        Difference.unlessEqual(
                "The call's price", price, record.path("price").path("amount").asText());
        Difference.unlessEqual(
                "What was charged",
                charged,
                record.path("charged").path("amount").asText());
    }

    private static boolean isOf(Answer ratedEvents, String call) {
        return ratedEvents.json().at("/items/0/source").asText().equals("call:" + call);
    }

    private static void checkVoucher(Stage stage, Person customer, String voucher, String state, String remaining)
            throws IOException, InterruptedException {
        stage.step("Cleo looks at her voucher");
        Answer answer = stage.api()
                .get("/v1/vouchers/" + voucher)
                .as(customer)
                .expect(200, "/state", "/creditTotal/amount", "/creditRemaining/amount");
        Difference.unlessEqual("The voucher's state", state, answer.text("/state"));
        Difference.unlessEqual("What is left of it", remaining, answer.text("/creditRemaining/amount"));
    }
}
