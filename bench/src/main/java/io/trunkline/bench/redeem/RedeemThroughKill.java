package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * 32 clients redeem codes while the service is killed with -9 and started again. Afterwards every 201 must have its ledger
 * entry and its two events, each under one event id, and nothing else may have any.
 */
public final class RedeemThroughKill {

    private static final int CLIENTS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern VOUCHER_ID = Pattern.compile("\"voucherId\":\"([0-9a-f-]{36})\"");

    private final int codes;
    private final int kills;

    public RedeemThroughKill(int codes, int kills) {
        this.codes = codes;
        this.kills = kills;
    }

    /**
     * What came of it.
     *
     * @param accepted answered with 201
     * @param unknown broken off without an answer: the voucher may be used or not
     * @param refused answered with anything else
     * @param entries in the ledger
     * @param violations of the promise, in words; empty if it was kept
     */
    public record Outcome(int accepted, int unknown, int refused, int entries, List<String> violations) {}

    public Outcome run() throws Exception {
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            String bootstrapServers = machine.startKafka();
            VoucherShop shop = VoucherShop.open(machine);
            Clients clients = new Clients(machine, shop);
            clients.redeemAll(shop.codes(codes));
            try (Database database = new Database(machine, postgres, "vouchers")) {
                return check(clients, database, bootstrapServers);
            }
        }
    }

    /** Those who redeem, and what they were told. */
    private final class Clients {

        private final Machine machine;
        private final VoucherShop shop;
        private final Set<String> accepted = ConcurrentHashMap.newKeySet();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger unknown = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        Clients(Machine machine, VoucherShop shop) {
            this.machine = machine;
            this.shop = shop;
        }

        void redeemAll(List<String> codes) throws IOException, InterruptedException {
            Queue<String> waiting = new ConcurrentLinkedQueue<>(codes);
            List<Thread> threads = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                threads.add(Thread.ofVirtual().start(() -> redeem(waiting)));
            }
            for (int kill = 1; kill <= kills; kill++) {
                int progress = codes.size() * kill / (kills + 1);
                while (codes.size() - waiting.size() < progress) {
                    Thread.sleep(1);
                }
                shop.service().kill();
                shop.service().start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void redeem(Queue<String> waiting) {
            String token = machine.issuer().tokenOf(UUID.randomUUID(), "user");
            try (HttpClient http = HttpClient.newHttpClient()) {
                for (String code = waiting.poll(); code != null; code = waiting.poll()) {
                    redeem(http, token, code);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void redeem(HttpClient http, String token, String code) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(shop.service().url() + "/v1/voucher-activations"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                    .build();
            while (true) {
                try {
                    note(http.send(request, HttpResponse.BodyHandlers.ofString()));
                    return;
                } catch (java.net.ConnectException down) {
                    // Never sent: tried again when the service is back.
                    Thread.sleep(10);
                } catch (IOException brokenOff) {
                    unknown.incrementAndGet();
                    return;
                }
            }
        }

        private void note(HttpResponse<String> response) {
            answered.incrementAndGet();
            Matcher id = VOUCHER_ID.matcher(response.body());
            if (response.statusCode() == 201 && id.find()) {
                accepted.add(id.group(1));
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private static Outcome check(Clients clients, Database database, String bootstrapServers)
            throws SQLException, InterruptedException {
        awaitEmptyOutbox(database);
        Set<String> entries = database.texts("select replace(source, 'voucher:', '') from ledger_entry");
        Published published = Published.read(bootstrapServers);
        List<String> violations = new ArrayList<>();
        require(violations, entries.containsAll(clients.accepted), "A 201 without its ledger entry");
        require(
                violations,
                entries.size() <= clients.accepted.size() + clients.unknown.get(),
                "More entries than anybody can have asked for");
        require(violations, published.activated.keySet().equals(entries), "Activated events differ from the ledger");
        require(violations, published.credited.keySet().equals(entries), "Credited events differ from the ledger");
        require(violations, published.hasOneIdEach(), "An event under two ids");
        require(
                violations,
                database.number("select coalesce(sum(amount), 0) from ledger_posting") == 0,
                "The ledger does not sum to zero");
        require(
                violations,
                database.number("select count(*) from balance") > 0 && database.number("""
                                        select count(*) from balance where amount <>
                                            (select sum(p.amount) from ledger_posting p
                                             where p.account = 'customer:' || account_id)""") == 0,
                "A balance differs from its postings");
        require(
                violations,
                database.number("select count(*) from voucher where activated_at is not null") == entries.size(),
                "Used vouchers differ from the ledger");
        require(violations, clients.refused.get() == 0, "A fresh code was refused");
        return new Outcome(
                clients.accepted.size(), clients.unknown.get(), clients.refused.get(), entries.size(), violations);
    }

    private static void require(List<String> violations, boolean kept, String violation) {
        if (!kept) {
            violations.add(violation);
        }
    }

    private static void awaitEmptyOutbox(Database database) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (database.number("select count(*) from outbox") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Events do not leave the outbox");
            }
            Thread.sleep(50);
        }
    }

    /** Everything on the bus: event ids by the voucher that they are about. */
    private record Published(Map<String, Set<UUID>> activated, Map<String, Set<UUID>> credited) {

        static Published read(String bootstrapServers) {
            Published published = new Published(new HashMap<>(), new HashMap<>());
            try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                    new StringDeserializer(),
                    new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = List.of(Topic.VOUCHERS_VOUCHER, Topic.VOUCHERS_BALANCE).stream()
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    consumer.poll(Duration.ofMillis(100)).forEach(published::add);
                }
            }
            return published;
        }

        private void add(ConsumerRecord<String, byte[]> record) {
            Map<String, String> headers = new HashMap<>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            CloudEvent event = CloudEvent.read(headers, record.value());
            if (event != null && event.event() instanceof VoucherEvent.Activated activated) {
                ids(this.activated, activated.voucherId().toString()).add(event.id());
            } else if (event != null && event.event() instanceof BalanceEvent.Credited credited) {
                ids(this.credited, credited.source().replace("voucher:", "")).add(event.id());
            }
        }

        private static Set<UUID> ids(Map<String, Set<UUID>> events, String voucher) {
            return events.computeIfAbsent(voucher, key -> new HashSet<>());
        }

        boolean hasOneIdEach() {
            return activated.values().stream().allMatch(ids -> ids.size() == 1)
                    && credited.values().stream().allMatch(ids -> ids.size() == 1);
        }
    }
}
