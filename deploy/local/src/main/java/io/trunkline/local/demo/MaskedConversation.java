package io.trunkline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two people write to each other, and neither learns the other's number. */
final class MaskedConversation implements Chapter {

    private static final int MOST_NUMBERS = 5;
    private static final int CREATED = 201;
    private static final Duration RECEIPTS = Duration.ofSeconds(15);
    private static final List<String> ADA_SAYS = List.of(
            "Are you on your way?",
            "I am at the north gate",
            "With a red umbrella \u2602",
            "It costs 12 \u20ac, right?",
            "Perfect. " + "This text is longer than one message can carry, so it travels in parts and arrives as one. "
                    + "It really is: one message has room for 160 characters, and this has more than that.");
    private static final List<String> BOB_SAYS =
            List.of("Five minutes", "Which gate?", "I see you", "Yes, cash or card", "\uD83D\uDE42");

    @Override
    public String title() {
        return "A masked conversation";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException {
        Person admin = stage.admin();
        String number = addNumber(stage, admin);
        Talk talk = start(stage, admin, number);
        converse(stage, talk);
        writeByWebhook(stage, talk);
        readReceipts(stage, admin, talk);
        end(stage, admin, talk);
        writeTooLate(stage, talk);
    }

    /** @param number what both see */
    private record Talk(String id, String number, String ada, String bob) {}

    private static String addNumber(Stage stage, Person admin) throws IOException, InterruptedException {
        stage.step("The admin adds a virtual number to the pool");
        for (int attempt = 1; attempt <= MOST_NUMBERS; attempt++) {
            String number = stage.telephones().newNumber();
            Answer added = stage.api()
                    .post("/v1/numbers")
                    .as(admin)
                    .json(Map.of("number", number))
                    .expectOneOf(CREATED, 409);
            if (added.status() == CREATED) {
                return number;
            }
            stage.note("The number is in a pool from an earlier run; another one is taken");
        }
        throw new Difference("Expected a new virtual number among " + MOST_NUMBERS + ", all are in a pool");
    }

    private static Talk start(Stage stage, Person admin, String number) throws IOException, InterruptedException {
        stage.step("A session between Ada and Bob: both are told, by that number");
        String ada = stage.telephones().newNumber();
        String bob = stage.telephones().newNumber();
        int adaHad = stage.telephones().count(ada);
        int bobHad = stage.telephones().count(bob);
        Answer started = stage.api()
                .post("/v1/proxy-sessions")
                .as(admin)
                .idempotencyKey(UUID.randomUUID().toString())
                .json(Map.of(
                        "number",
                        number,
                        "ttl",
                        "PT1H",
                        "participants",
                        List.of(Map.of("number", ada), Map.of("number", bob))))
                .expect(CREATED, "/id", "/status", "/expiresAt");
        JsonNode people = started.json().path("participants");
        Difference.unlessEqual(
                "What Ada sees", number, people.path(0).path("proxyNumber").asText());
        Difference.unlessEqual(
                "What Bob sees", number, people.path(1).path("proxyNumber").asText());
        stage.note("Ada reads: " + stage.telephones().textFrom(number, ada, adaHad));
        stage.note("Bob reads: " + stage.telephones().textFrom(number, bob, bobHad));
        return new Talk(started.text("/id"), number, ada, bob);
    }

    private static void converse(Stage stage, Talk talk) throws IOException, InterruptedException {
        stage.step("They write to each other over SMPP, five messages each way");
        for (int i = 0; i < ADA_SAYS.size(); i++) {
            pass(stage, talk, "Ada", talk.ada(), "Bob", talk.bob(), ADA_SAYS.get(i));
            pass(stage, talk, "Bob", talk.bob(), "Ada", talk.ada(), BOB_SAYS.get(i));
        }
    }

    private static void pass(Stage stage, Talk talk, String writer, String from, String reader, String to, String text)
            throws IOException, InterruptedException {
        int had = stage.telephones().count(to);
        stage.telephones().write(from, talk.number(), text);
        String read = stage.telephones().textFrom(talk.number(), to, had);
        Difference.unlessEqual("What " + reader + " reads", text, read);
        stage.note("%s to %s: %s".formatted(writer, reader, text));
    }

    private static void writeByWebhook(Stage stage, Talk talk) throws IOException, InterruptedException {
        stage.step("One more message of Ada's comes by a carrier's webhook, and the carrier repeats it");
        int had = stage.telephones().count(talk.bob());
        String id = "mdr2-" + UUID.randomUUID();
        String text = "Sent through another carrier";
        for (int time = 1; time <= 2; time++) {
            stage.api()
                    .post("/webhooks/web/" + stage.webhookSecret())
                    .hiding(stage.webhookSecret())
                    .json(Stage.ordered("id", id, "from", talk.ada(), "to", talk.number(), "body", text))
                    .expect(200);
        }
        Difference.unlessEqual("What Bob reads", text, stage.telephones().textFrom(talk.number(), talk.bob(), had));
    }

    private static void readReceipts(Stage stage, Person admin, Talk talk) throws IOException, InterruptedException {
        stage.step("The admin reads what has become of the messages: all are on their handsets");
        Answer answer = stage.api()
                .get("/v1/proxy-sessions/" + talk.id() + "/interactions?limit=100")
                .as(admin)
                .expectUntil(RECEIPTS, 200, MaskedConversation::allAreDelivered);
        int delivered = outbound(answer).size();
        Difference.unlessEqual("Messages delivered", 2 + 10 + 1, delivered);
        stage.note("%d messages out, all delivered".formatted(delivered));
    }

    private static boolean allAreDelivered(Answer answer) {
        return outbound(answer).stream()
                .allMatch(message -> message.path("status").asText().equals("delivered"));
    }

    private static List<JsonNode> outbound(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .filter(message -> message.path("direction").asText().equals("outbound"))
                .toList();
    }

    private static void end(Stage stage, Person admin, Talk talk) throws IOException, InterruptedException {
        stage.step("The admin ends the session: both are told");
        int adaHad = stage.telephones().count(talk.ada());
        int bobHad = stage.telephones().count(talk.bob());
        stage.api().delete("/v1/proxy-sessions/" + talk.id()).as(admin).expect(200, "/status", "/endedAt");
        stage.note("Ada reads: " + stage.telephones().textFrom(talk.number(), talk.ada(), adaHad));
        stage.note("Bob reads: " + stage.telephones().textFrom(talk.number(), talk.bob(), bobHad));
    }

    private static void writeTooLate(Stage stage, Talk talk) throws IOException, InterruptedException {
        stage.step("Ada writes once more: nobody hears it, and she is told so");
        int adaHad = stage.telephones().count(talk.ada());
        int bobHad = stage.telephones().count(talk.bob());
        stage.telephones().write(talk.ada(), talk.number(), "Did you find my umbrella?");
        stage.note("Ada reads: " + stage.telephones().textFrom(talk.number(), talk.ada(), adaHad));
        Difference.unlessEqual(
                "Messages that Bob has", bobHad, stage.telephones().count(talk.bob()));
    }
}
