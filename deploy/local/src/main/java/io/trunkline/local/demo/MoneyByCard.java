package io.trunkline.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A customer pays by card at the simulated bank: payment, page, balance, receipt. */
final class MoneyByCard implements Chapter {

    private static final String AMOUNT = "20.00";
    private static final String CURRENCY = "RUB";
    private static final String MONEY = AMOUNT + " " + CURRENCY;
    private static final Duration CONFIRMATION = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Money by card";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Person customer = stage.newCustomer("Grace");
        Answer payment = begin(stage, customer);
        press(stage, payment.text("/page"));
        awaitConfirmation(stage, customer, payment.text("/id"));
        checkBalance(stage, customer);
        readReceipt(stage, customer, payment.text("/id"));
        tellAgain(stage, customer, payment.text("/page"));
    }

    private static Answer begin(Stage stage, Person customer) throws IOException, InterruptedException {
        stage.step("Grace wants to pay " + MONEY + "; the answer says where");
        return stage.api()
                .post("/v1/payments")
                .as(customer)
                .idempotencyKey(UUID.randomUUID().toString())
                .json(Map.of("amount", Stage.ordered("amount", AMOUNT, "currency", CURRENCY)))
                .expect(201, "/id", "/state", "/page");
    }

    private static void press(Stage stage, String page) throws IOException, InterruptedException {
        stage.step("On the bank's page she presses Pay, as you could: it is a simulator");
        stage.api().post(page).form(Map.of("decision", "pay")).expect(303);
    }

    private static void awaitConfirmation(Stage stage, Person customer, String payment)
            throws IOException, InterruptedException {
        stage.step("The bank tells us, and we ask it whether that is true");
        Answer confirmed = stage.api()
                .get("/v1/payments/" + payment)
                .as(customer)
                .expectUntil(CONFIRMATION, 200, answer -> !answer.text("/state").equals("pending"));
        Difference.unlessEqual("The payment's state", "succeeded", confirmed.text("/state"));
    }

    private static void checkBalance(Stage stage, Person customer) throws IOException, InterruptedException {
        stage.step("Grace looks at her balance");
        Credit.requireBalance(stage, customer, MONEY);
    }

    private static void readReceipt(Stage stage, Person customer, String payment)
            throws IOException, InterruptedException {
        stage.step("And at the receipt");
        Answer receipt = stage.api()
                .get("/v1/payments/" + payment + "/receipt")
                .as(customer)
                .expect(200, "/number", "/amount", "/paidAt", "/provider");
        Difference.unlessEqual("The receipt's number", payment, receipt.text("/number"));
        Credit.require("The receipt's amount", MONEY, receipt.json().path("amount"));
    }

    private static void tellAgain(Stage stage, Person customer, String page) throws IOException, InterruptedException {
        stage.step("The bank tells us the same once more: nothing changes");
        stage.api().post(page).form(Map.of("decision", "tell")).expect(303);
        Credit.requireBalance(stage, customer, MONEY);
    }
}
