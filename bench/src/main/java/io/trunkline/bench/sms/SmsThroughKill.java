package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Api;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two carriers bring messages of many conversations, one by webhook and one over SMPP, each message again until it is
 * answered with success, while sms-proxy, PostgreSQL and Kafka are killed with -9 and started again. Afterwards every message
 * that was answered with success must have reached the other telephone over SMPP, in its order; one that has come twice must
 * be marked as possibly repeated; and what happened to each must be on the bus.
 */
public final class SmsThroughKill {

    private static final int CONVERSATIONS_OF_A_SOURCE = 20;
    private static final int PER_SECOND_OF_A_SOURCE = 100;
    /** That many messages reach their readers while there is no broker, before it is started again. */
    private static final int RELAYED_WITHOUT_BROKER = 200;

    private static final int REFUSED_WITHOUT_DATABASE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern NUMBER = Pattern.compile("\"proxyNumber\":\"(\\+[0-9]+)\"");

    private final int messages;
    private final Kills kills;

    /** @param messages of each conversation; a source takes 0.2 s for each at the least */
    public SmsThroughKill(int messages, Kills kills) {
        this.messages = messages;
        this.kills = kills;
    }

    /** How often each is killed. */
    public record Kills(int service, int postgres, int kafka) {

        /** Each spread evenly over the whole, and so mixed with the others. */
        private List<Victim> inTurn() {
            record Moment(double at, Victim victim) {}
            return Stream.of(Victim.values())
                    .flatMap(victim -> IntStream.range(0, of(victim))
                            .mapToObj(kill -> new Moment((kill + 0.5) / of(victim), victim)))
                    .sorted(Comparator.comparingDouble(Moment::at))
                    .map(Moment::victim)
                    .toList();
        }

        private int of(Victim victim) {
            return switch (victim) {
                case SMS_PROXY -> service;
                case POSTGRES -> postgres;
                case KAFKA -> kafka;
            };
        }
    }

    /** What is killed. */
    public enum Victim {
        SMS_PROXY,
        POSTGRES,
        KAFKA
    }

    /**
     * A kill.
     *
     * @param secondsToNext from the kill until a webhook was answered with 200 after the restart
     */
    public record Survived(Victim victim, double secondsToNext) {}

    /**
     * What came of it.
     *
     * @param acceptedByWebhook answered with 200
     * @param acceptedOverSmpp answered with ESME_ROK
     * @param offeredAgain by both sources, since there was no success
     * @param repeated came although they had come before
     * @param events on the bus, each counted once
     * @param repeatedEvents came under an id that had come before
     * @param seconds from the first message to the last answer
     * @param violations of the promise, in words; empty if it was kept
     */
    public record Outcome(
            List<Survived> kills,
            int acceptedByWebhook,
            int acceptedOverSmpp,
            int offeredAgain,
            int repeated,
            int events,
            int repeatedEvents,
            double seconds,
            List<String> violations) {}

    public Outcome run() throws Exception {
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            String bootstrapServers = machine.startKafka();
            String password = machine.secret("smsc").substring(0, 8);
            try (PeerCentre centre = PeerCentre.start(password)) {
                Machine.Service service =
                        machine.startWithDatabase("sms-proxy", Settings.of(machine, centre.port(), password, 1, 50));
                return new Run(machine, postgres, centre, service, bootstrapServers).toTheEnd();
            }
        }
    }

    /** One time with everything running. */
    private final class Run {

        private final Machine machine;
        private final EmbeddedPostgresServer postgres;
        private final PeerCentre centre;
        private final Machine.Service service;
        private final String bootstrapServers;
        private final List<Conversation> byWebhook;
        private final List<Conversation> overSmpp;
        private final WebhookSource webhook;
        private final List<Survived> survived = new ArrayList<>();

        Run(
                Machine machine,
                EmbeddedPostgresServer postgres,
                PeerCentre centre,
                Machine.Service service,
                String bootstrapServers)
                throws IOException, InterruptedException {
            this.machine = machine;
            this.postgres = postgres;
            this.centre = centre;
            this.service = service;
            this.bootstrapServers = bootstrapServers;
            this.byWebhook = conversations(0);
            this.overSmpp = conversations(CONVERSATIONS_OF_A_SOURCE);
            this.webhook = new WebhookSource(service, byWebhook, messages, PER_SECOND_OF_A_SOURCE);
        }

        Outcome toTheEnd() throws Exception {
            long begin = System.nanoTime();
            centre.bring(overSmpp, messages, PER_SECOND_OF_A_SOURCE);
            webhook.start();
            killAll();
            await("the last answer to a webhook", () -> webhook.answered() == byWebhook.size() * messages);
            await("the last deliver_sm_resp", () -> sum(centre.answered()) == overSmpp.size() * messages);
            double seconds = secondsSince(begin);
            try (Database database = new Database(machine, postgres, "sms-proxy")) {
                await("the last message and the last event to go out", () -> isDone(database));
                return check(database, seconds);
            }
        }

        private void killAll() throws Exception {
            List<Victim> victims = kills.inTurn();
            int all = byWebhook.size() * messages;
            for (int kill = 0; kill < victims.size(); kill++) {
                int progress = all * (kill + 1) / (victims.size() + 1);
                await("the next kill", () -> webhook.answered() >= progress);
                long killed = System.nanoTime();
                kill(victims.get(kill));
                int answered = webhook.answered();
                await("an answer after the kill", () -> webhook.answered() > answered || answered == all);
                survived.add(new Survived(victims.get(kill), secondsSince(killed)));
            }
        }

        private void kill(Victim victim) throws Exception {
            switch (victim) {
                case SMS_PROXY -> {
                    service.kill();
                    service.start();
                }
                case POSTGRES -> {
                    postgres.kill();
                    webhook.databaseIsGone();
                    await("a refusal", () -> webhook.refusedWithoutDatabase() >= REFUSED_WITHOUT_DATABASE);
                    webhook.databaseIsBack();
                    postgres.startAgain();
                }
                case KAFKA -> {
                    machine.killKafka();
                    int relayed = centre.accepted();
                    await("messages without a broker", () -> centre.accepted() >= relayed + RELAYED_WITHOUT_BROKER);
                    machine.startKafkaAgain();
                }
            }
        }

        /** Whether nothing waits any more, neither to be sent nor to be published. */
        private boolean isDone(Database database) throws SQLException {
            return database.number("select count(*) from outgoing_message where state in ('queued', 'sending')") == 0
                    && database.number("select count(*) from outbox") == 0;
        }

        private Outcome check(Database database, double seconds) throws Exception {
            Map<Conversation, Integer> accepted = new LinkedHashMap<>();
            byWebhook.forEach(conversation -> accepted.put(conversation, messages));
            List<Integer> answered = centre.answered();
            overSmpp.forEach(conversation ->
                    accepted.put(conversation, answered.get(conversation.index() - CONVERSATIONS_OF_A_SOURCE)));
            MessagesOnTheBus bus = MessagesOnTheBus.read(bootstrapServers);
            Verdict verdict = new Verdict();
            verdict.readers(centre.messages(), accepted, database);
            verdict.bus(bus, sum(List.copyOf(accepted.values())), database);
            verdict.require(
                    webhook.answeredWithoutDatabase() == 0, "A webhook was answered with 200 without a database");
            verdict.require(
                    webhook.statuses().stream().allMatch(status -> status == 200 || status >= 500),
                    "A webhook was refused for good: " + webhook.statuses());
            return new Outcome(
                    List.copyOf(survived),
                    webhook.answered(),
                    sum(answered),
                    webhook.unanswered() + centre.unanswered(),
                    verdict.repeated(),
                    bus.count(),
                    bus.repeats(),
                    seconds,
                    verdict.violations());
        }

        private List<Conversation> conversations(int first) throws IOException, InterruptedException {
            Api operator = Api.as(machine, service, "operator");
            List<Conversation> conversations = new ArrayList<>();
            for (int index = first; index < first + CONVERSATIONS_OF_A_SOURCE; index++) {
                operator.post("/v1/numbers", "{\"number\":\"%s\"}".formatted(number(index)), 201);
                String writer = number(100 + index);
                String reader = number(200 + index);
                String started = operator.post(
                        "/v1/proxy-sessions",
                        "{\"participants\":[{\"number\":\"%s\"},{\"number\":\"%s\"}]}".formatted(writer, reader),
                        201);
                Matcher number = NUMBER.matcher(started);
                if (!number.find()) {
                    throw new IOException("The session has no number");
                }
                conversations.add(new Conversation(index, writer, reader, number.group(1)));
            }
            return conversations;
        }
    }

    private static String number(int index) {
        return "+4477009%05d".formatted(index);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void await(String what, Callable<Boolean> happened) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.call()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            Thread.sleep(5);
        }
    }
}
