package io.trunkline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The simulated telephones: what a person would read on hers. */
final class Telephones {

    private static final Duration TEXT_PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client;
    private final URI page;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Telephones(HttpClient client, URI page) {
        this.client = client;
        this.page = page;
    }

    /** A mobile number that probably nobody has signed up with before: one of 100,000, in the form of E.164. */
    String newNumber() {
        return "+4477009%05d".formatted(random.nextInt(100_000));
    }

    /** Waits for the next short message to a number that has received so many before. */
    String text(String number, int before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TEXT_PATIENCE.toNanos();
        JsonNode messages = messages(number);
        while (messages.size() <= before) {
            if (System.nanoTime() > deadline) {
                throw new Difference("Expected a short message to %s within %d s, came none"
                        .formatted(number, TEXT_PATIENCE.toSeconds()));
            }
            Thread.sleep(LOOK_AGAIN);
            messages = messages(number);
        }
        return messages.get(0).path("text").asText();
    }

    /** The same, and the message has to come from that number. */
    String textFrom(String from, String number, int before) throws IOException, InterruptedException {
        String text = text(number, before);
        Difference.unlessEqual(
                "The sender that the telephone shows",
                from,
                messages(number).path(0).path("from").asText());
        return text;
    }

    /** Somebody types a message; returns when the network has passed it on. */
    void write(String from, String to, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("/messages"))
                .timeout(TEXT_PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        MAPPER.writeValueAsString(Map.of("from", from, "to", to, "text", text))))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        Difference.unlessEqual("The telephone's answer", 202, response.statusCode());
    }

    /** How many short messages a number has received. */
    int count(String number) throws IOException, InterruptedException {
        return messages(number).size();
    }

    private JsonNode messages(String number) throws IOException, InterruptedException {
        String query = "/messages?to=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(page.resolve(query))
                .timeout(TEXT_PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        Difference.unlessEqual("The telephones' page", 200, response.statusCode());
        return new Answer(response.statusCode(), response.body()).json();
    }
}
