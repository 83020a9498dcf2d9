package io.trunkline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A customer buys credit: account, voucher, balance, and the end of a session. */
final class PrepaidCredit implements Chapter {

    private static final int VOUCHERS = 100;
    private static final String AMOUNT = "5.00";
    private static final String MONEY = AMOUNT + " EUR";
    private static final Map<String, String> CREDIT = Stage.ordered("amount", AMOUNT, "currency", "EUR");
    private static final String CSV_HEADER = "serial,code,credit,currency,vendor,bulk_number,expires_at";
    private static final int CODE_COLUMN = 1;
    private static final int SHOWN_OF_CODE = 4;
    private static final Duration REVOCATION = Duration.ofSeconds(1);

    @Override
    public String title() {
        return "Prepaid credit";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Person customer = stage.newCustomer("Ada");
        Person admin = stage.admin();
        String code = issueBatch(stage, admin);
        String voucher = redeem(stage, "Ada", customer, code);
        checkBalance(stage, customer);
        checkLedger(stage, customer, voucher);
        redeemAgain(stage, customer, code);
        endSession(stage, customer);
    }

    /** The code of one of its vouchers. */
    static String issueBatch(Stage stage, Person admin) throws IOException, InterruptedException {
        stage.step("The admin drafts a batch of %d vouchers of %s EUR".formatted(VOUCHERS, AMOUNT));
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("count", VOUCHERS);
        batch.put("credit", CREDIT);
        batch.put("vendor", "Corner shop");
        batch.put("bulkNumber", "DEMO-1");
        batch.put(
                "expiresAt",
                Instant.now()
                        .plus(365, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        Answer drafted = stage.api()
                .post("/v1/voucher-batches")
                .as(admin)
                .idempotencyKey(UUID.randomUUID().toString())
                .json(batch)
                .expect(201, "/id", "/state", "/count", "/credit");
        Difference.unlessEqual("The batch's state", "draft", drafted.text("/state"));

        stage.step("The admin issues it: the codes come into being, and are shown this once");
        String id = drafted.text("/id");
        List<String> lines = stage.api()
                .post("/v1/voucher-batches/" + id + "/codes")
                .as(admin)
                .expect(200)
                .body()
                .lines()
                .toList();
        Difference.unlessEqual("The list's header line", CSV_HEADER, lines.getFirst());
        Difference.unlessEqual("Codes in the list", VOUCHERS, lines.size() - 1);
        String code = lines.get(1).split(",", -1)[CODE_COLUMN];
        stage.note(lines.getFirst());
        stage.note(lines.get(1).replace(code, masked(code)));
        stage.note("... %d codes".formatted(lines.size() - 1));
        return code;
    }

    private static String masked(String code) {
        return "***" + code.substring(Math.max(0, code.length() - SHOWN_OF_CODE));
    }

    /** The voucher's id. */
    static String redeem(Stage stage, String name, Person customer, String code)
            throws IOException, InterruptedException {
        stage.step(name + " redeems the voucher " + masked(code));
        Answer activation = stage.api()
                .post("/v1/voucher-activations")
                .as(customer)
                .json(Map.of("code", code))
                .expect(201, "/voucherId", "/credit", "/balance", "/activatedAt");
        Credit.require("The credit", MONEY, activation.json().path("credit"));
        Credit.require("The balance", MONEY, activation.json().path("balance"));
        return activation.text("/voucherId");
    }

    private static void checkBalance(Stage stage, Person customer) throws IOException, InterruptedException {
        stage.step("Ada looks at her balance");
        Credit.requireBalance(stage, customer, MONEY);
    }

    private static void checkLedger(Stage stage, Person customer, String voucher)
            throws IOException, InterruptedException {
        stage.step("Ada looks at what made it");
        JsonNode entries = stage.api()
                .get("/v1/ledger-entries")
                .as(customer)
                .expect(200, "/items")
                .json()
                .path("items");
        Difference.unlessEqual("Her ledger entries", 1, entries.size());
        JsonNode entry = entries.path(0);
        Credit.require("The entry's amount", MONEY, entry.path("amount"));
        Credit.require("The balance after it", MONEY, entry.path("balance"));
        Difference.unlessEqual(
                "The entry's source", "voucher:" + voucher, entry.path("source").asText());
    }

    private static void redeemAgain(Stage stage, Person customer, String code)
            throws IOException, InterruptedException {
        stage.step("Ada tries the same voucher again, and is refused");
        stage.api()
                .post("/v1/voucher-activations")
                .as(customer)
                .json(Map.of("code", code))
                .expect(409, "/type", "/title");
        checkBalance(stage, customer);
    }

    private static void endSession(Stage stage, Person customer) throws IOException, InterruptedException {
        stage.step("Ada looks for the session of this device");
        String session =
                currentSession(stage.api().get("/v1/sessions").as(customer).expect(200, "/items"));

        stage.step("Ada ends it");
        stage.api().delete("/v1/sessions/" + session).as(customer).expect(204);

        stage.step("Her token, valid for minutes yet, is worthless within a second");
        stage.api().get("/v1/balance").as(customer).expectWithin(REVOCATION, 401, "/type", "/title");
    }

    private static String currentSession(Answer sessions) {
        for (JsonNode session : sessions.json().path("items")) {
            if (session.path("current").asBoolean()) {
                return session.path("id").asText();
            }
        }
        throw new Difference("Expected a current session among them, came none");
    }
}
