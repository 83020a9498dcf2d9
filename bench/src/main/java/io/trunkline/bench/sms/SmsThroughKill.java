package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import io.trunkline.simulators.smsc.Message;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.SmsCentre;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A carrier posts messages of many conversations, and posts each again until it is answered, while the service is killed with
 * -9 and started again. Afterwards every message that was answered with 200 must have reached the other telephone over SMPP,
 * in its order; one that has come twice must be marked as possibly repeated.
 */
public final class SmsThroughKill {

    private static final int CONVERSATIONS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("\"proxyNumber\":\"(\\+[0-9]+)\"");

    private final int messages;
    private final int kills;

    /** @param messages of each conversation */
    public SmsThroughKill(int messages, int kills) {
        this.messages = messages;
        this.kills = kills;
    }

    /**
     * What came of it.
     *
     * @param accepted answered with 200
     * @param repeated came twice or more often
     * @param violations of the promise, in words; empty if it was kept
     */
    public record Outcome(int accepted, int repeated, List<String> violations) {}

    public Outcome run() throws Exception {
        Messages received = new Messages(1_000_000, 100_000_000);
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            machine.startKafka();
            String password = machine.secret("smsc").substring(0, 8);
            try (SmsCentre centre = SmsCentre.start(0, "bench", password, received, Clock.systemUTC())) {
                Machine.Service service =
                        machine.startWithDatabase("sms-proxy", Settings.of(centre.port(), password, 1, 50));
                List<Conversation> conversations = conversations(machine, service);
                writeAll(service, conversations);
                awaitAll(received, conversations);
                try (Database database = new Database(machine, postgres, "sms-proxy")) {
                    return check(received, conversations, database);
                }
            }
        }
    }

    /** @param number what both see */
    private record Conversation(int index, String writer, String reader, String number) {

        String text(int message) {
            return "message " + index + "/" + message;
        }
    }

    private static List<Conversation> conversations(Machine machine, Machine.Service service)
            throws IOException, InterruptedException {
        String token = machine.issuer().tokenOf(UUID.randomUUID(), "operator");
        List<Conversation> conversations = new ArrayList<>();
        for (int index = 0; index < CONVERSATIONS; index++) {
            post(service, token, "/v1/numbers", "{\"number\":\"%s\"}".formatted(number(index)));
            String writer = number(100 + index);
            String reader = number(200 + index);
            String started = post(
                    service,
                    token,
                    "/v1/proxy-sessions",
                    "{\"participants\":[{\"number\":\"%s\"},{\"number\":\"%s\"}]}".formatted(writer, reader));
            Matcher number = NUMBER.matcher(started);
            if (!number.find()) {
                throw new IOException("The session has no number");
            }
            conversations.add(new Conversation(index, writer, reader, number.group(1)));
        }
        return conversations;
    }

    private static String number(int index) {
        return "+4477009%05d".formatted(index);
    }

    private static String post(Machine.Service service, String token, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        }
    }

    private void writeAll(Machine.Service service, List<Conversation> conversations)
            throws IOException, InterruptedException {
        AtomicInteger written = new AtomicInteger();
        List<Thread> writers = conversations.stream()
                .map(conversation -> Thread.ofVirtual().start(() -> write(service, conversation, written)))
                .toList();
        int all = CONVERSATIONS * messages;
        for (int kill = 1; kill <= kills; kill++) {
            while (written.get() < all * kill / (kills + 1)) {
                Thread.sleep(1);
            }
            service.kill();
            service.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    /** One after the other: the next is posted when the one before has been answered. */
    private void write(Machine.Service service, Conversation conversation, AtomicInteger written) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int message = 0; message < messages; message++) {
                HttpRequest request = webhook(service, conversation, message);
                while (!isAnswered(http, request)) {
                    Thread.sleep(20);
                }
                written.incrementAndGet();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest webhook(Machine.Service service, Conversation conversation, int message) {
        String body = "{\"id\":\"%d-%d\",\"from\":\"%s\",\"to\":\"%s\",\"body\":\"%s\"}"
                .formatted(
                        conversation.index(),
                        message,
                        conversation.writer(),
                        conversation.number(),
                        conversation.text(message));
        return HttpRequest.newBuilder(URI.create(service.url() + Settings.WEBHOOK))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException down) {
            return false;
        }
    }

    private void awaitAll(Messages received, List<Conversation> conversations) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (conversations.stream().anyMatch(conversation -> missing(received, conversation) > 0)
                && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
    }

    private long missing(Messages received, Conversation conversation) {
        Set<String> texts = new LinkedHashSet<>(texts(received, conversation));
        return IntStream.range(0, messages)
                .filter(message -> !texts.contains(conversation.text(message)))
                .count();
    }

    /** What the reader has got, oldest first. */
    private static List<String> texts(Messages received, Conversation conversation) {
        return received.list(conversation.reader(), null).reversed().stream()
                .filter(message -> message.from().equals(conversation.number()))
                .map(Message::text)
                .filter(text -> text.startsWith("message "))
                .toList();
    }

    private Outcome check(Messages received, List<Conversation> conversations, Database database) throws SQLException {
        List<String> violations = new ArrayList<>();
        Set<String> marked = database.texts("select text from outgoing_message where in_doubt");
        int repeated = 0;
        for (Conversation conversation : conversations) {
            List<String> texts = texts(received, conversation);
            List<String> once = List.copyOf(new LinkedHashSet<>(texts));
            List<String> written =
                    IntStream.range(0, messages).mapToObj(conversation::text).toList();
            if (!once.containsAll(written)) {
                violations.add("%d messages of conversation %d are lost"
                        .formatted(missing(received, conversation), conversation.index()));
            } else if (!once.equals(written)) {
                violations.add("Conversation %d is out of order".formatted(conversation.index()));
            }
            repeated += texts.size() - once.size();
            List<String> unmarked = repeatedOf(texts).stream()
                    .filter(text -> !marked.contains(text))
                    .toList();
            if (!unmarked.isEmpty()) {
                violations.add("Came twice without a mark: " + unmarked);
            }
        }
        return new Outcome(CONVERSATIONS * messages, repeated, violations);
    }

    private static Set<String> repeatedOf(List<String> texts) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        texts.stream().filter(text -> !seen.add(text)).forEach(repeated::add);
        return repeated;
    }
}
