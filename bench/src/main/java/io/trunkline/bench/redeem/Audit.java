package io.trunkline.bench.redeem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.bench.machine.Api;
import io.trunkline.bench.redeem.RedemptionLog.Answered;
import io.trunkline.bench.redeem.RedemptionLog.Asked;
import io.trunkline.bench.redeem.VoucherShop.Issued;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what clients were told with what the service says afterwards. It knows the clients' files, the public API and the
 * bus, and nothing else: neither the database, nor what was killed when.
 */
final class Audit {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final Duration SEALED_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_NAMED = 5;

    /** What has been found of each sort, in the order of the questions; empty where nothing is wrong. */
    private final Map<String, List<String>> findings = new LinkedHashMap<>();

    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final Map<Integer, Asked> tries = new TreeMap<>();
    private final Map<Integer, List<Answered>> answers = new HashMap<>();
    private final Map<UUID, String> codes = new HashMap<>();
    private final Map<UUID, UUID> owners = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private int requests;
    private int learntLater;

    /** A line of an account's statement. */
    private record Entry(UUID account, UUID voucher, BigDecimal amount, BigDecimal balance) {}

    /** What was won: the voucher of a try that was answered with 201. */
    private record Won(Asked asked, UUID voucher) {}

    /** @param accounts the API as an account sees it */
    static Audit of(Path logs, Api operator, Function<UUID, Api> accounts, CreditOnTheBus bus)
            throws IOException, InterruptedException {
        Audit audit = new Audit();
        List<Won> won = audit.clients(logs);
        audit.vouchers(RedemptionLog.codes(logs), operator);
        audit.winners(won);
        audit.accounts(accounts);
        audit.ledger(won);
        audit.seals(operator);
        audit.bus(bus);
        return audit;
    }

    /** What was asked, and what was answered. */
    private List<Won> clients(Path logs) throws IOException {
        Map<Integer, Instant> lastAsked = new HashMap<>();
        RedemptionLog.read(logs, line -> {
            switch (line) {
                case Asked asked -> {
                    requests++;
                    tries.put(asked.number(), asked);
                    lastAsked.put(asked.number(), asked.at());
                }
                case Answered answered ->
                    answers.computeIfAbsent(answered.number(), number -> new ArrayList<>())
                            .add(answered);
            }
        });
        List<Won> won = new ArrayList<>();
        for (Asked asked : tries.values()) {
            Answered last = last(asked);
            if (last.status() == CREATED) {
                JsonNode body = JSON.readTree(last.body());
                won.add(new Won(asked, uuid(body, "voucherId")));
                boolean isOld =
                        Instant.parse(body.get("activatedAt").textValue()).isBefore(lastAsked.get(asked.number()));
                learntLater += isOld ? 1 : 0;
            }
        }
        find(
                "tries without an answer in the end",
                tries.values().stream().filter(asked -> isOpen(last(asked))).toList());
        find(
                "answers that should not be",
                answers.values().stream()
                        .flatMap(List::stream)
                        .filter(answer -> !isExpected(answer))
                        .toList());
        return won;
    }

    private static boolean isOpen(Answered answer) {
        return answer.status() == RedemptionLog.NONE || answer.status() >= 500;
    }

    private static boolean isExpected(Answered answer) {
        return switch (answer.status()) {
            case RedemptionLog.NONE, CREATED, UNAVAILABLE -> true;
            case CONFLICT -> answer.body().contains("voucher-spent");
            default -> false;
        };
    }

    private Answered last(Asked asked) {
        List<Answered> all = answers.getOrDefault(asked.number(), List.of());
        return all.isEmpty() ? new Answered(asked.at(), asked.number(), RedemptionLog.NONE, "") : all.getLast();
    }

    /** Which voucher is behind which code, and who has it. */
    private void vouchers(List<Issued> issued, Api operator) throws IOException, InterruptedException {
        Map<String, String> places = issued.stream().collect(Collectors.toMap(Audit::place, Issued::code));
        List<String> unused = new ArrayList<>();
        for (UUID batch : issued.stream().map(Issued::batch).collect(Collectors.toSet())) {
            for (JsonNode voucher : operator.list("/v1/vouchers?batch=" + batch)) {
                UUID id = uuid(voucher, "id");
                codes.put(id, places.get(batch + "/" + voucher.get("serial").intValue()));
                if (voucher.hasNonNull("activatedBy")
                        && voucher.get("state").textValue().equals("active")) {
                    owners.put(id, uuid(voucher, "activatedBy"));
                } else {
                    unused.add(voucher.toString());
                }
            }
        }
        Set<String> wanted = tries.values().stream().map(Asked::code).collect(Collectors.toSet());
        Set<String> known = new HashSet<>(codes.values());
        find(
                "codes without a voucher",
                wanted.stream().filter(code -> !known.contains(code)).toList());
        find("vouchers that were wanted, and are not used", unused);
    }

    private static String place(Issued issued) {
        return issued.batch() + "/" + issued.serial();
    }

    private void winners(List<Won> won) {
        Map<String, List<Won>> ofCode =
                won.stream().collect(Collectors.groupingBy(one -> one.asked().code()));
        find(
                "codes with more than one 201",
                ofCode.values().stream().filter(winners -> winners.size() > 1).toList());
        find(
                "codes that nobody got, though all who asked were answered",
                tries.values().stream()
                        .map(Asked::code)
                        .distinct()
                        .filter(code -> !ofCode.containsKey(code))
                        .toList());
        find(
                "201s for the voucher of another code",
                won.stream()
                        .filter(one -> !one.asked().code().equals(codes.get(one.voucher())))
                        .toList());
        find(
                "201s for a voucher that somebody else has",
                won.stream()
                        .filter(one -> !one.asked().account().equals(owners.get(one.voucher())))
                        .toList());
        figures.put("answered with 201", (long) won.size());
        figures.put("of those, learnt by asking again", (long) learntLater);
    }

    /** What accounts have, and how they came to it. */
    private void accounts(Function<UUID, Api> accounts) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (UUID account : tries.values().stream().map(Asked::account).collect(Collectors.toSet())) {
            Api api = accounts.apply(account);
            List<Entry> statement = api.list("/v1/ledger-entries").stream()
                    .map(entry -> entry(account, entry))
                    .toList();
            entries.addAll(statement);
            BigDecimal balance = BigDecimal.ZERO;
            for (JsonNode of : api.get("/v1/balance").get("balances")) {
                balance = balance.add(amount(of));
            }
            BigDecimal sum = BigDecimal.ZERO;
            for (Entry entry : statement.reversed()) {
                sum = sum.add(entry.amount());
                if (sum.compareTo(entry.balance()) != 0) {
                    wrong.add(account + ": " + entry);
                }
            }
            if (sum.compareTo(balance) != 0) {
                wrong.add(account + " has " + balance + ", but its entries are " + sum);
            }
        }
        find("balances that are not the sum of their entries", wrong);
        figures.put("ledger entries", (long) entries.size());
    }

    private static Entry entry(UUID account, JsonNode entry) {
        return new Entry(
                account,
                UUID.fromString(entry.get("source").textValue().replace("voucher:", "")),
                amount(entry.get("amount")),
                amount(entry.get("balance")));
    }

    private void ledger(List<Won> won) {
        Map<UUID, List<Entry>> ofVoucher = entries.stream().collect(Collectors.groupingBy(Entry::voucher));
        Map<UUID, Won> wonOf = won.stream().collect(Collectors.toMap(Won::voucher, one -> one, (one, _) -> one));
        find(
                "201s without their ledger entry",
                won.stream()
                        .filter(one -> ofVoucher.getOrDefault(one.voucher(), List.of()).stream()
                                .noneMatch(entry ->
                                        entry.account().equals(one.asked().account())))
                        .toList());
        find(
                "ledger entries of more or less than a voucher is worth",
                entries.stream()
                        .filter(entry -> entry.amount().compareTo(VoucherShop.WORTH) != 0)
                        .toList());
        find(
                "vouchers with more than one ledger entry",
                ofVoucher.values().stream().filter(booked -> booked.size() > 1).toList());
        find(
                "ledger entries that nobody was told of",
                entries.stream()
                        .filter(entry -> !wonOf.containsKey(entry.voucher())
                                || !wonOf.get(entry.voucher()).asked().account().equals(entry.account()))
                        .toList());
    }

    /** The journal is sealed some time after it was written. */
    private void seals(Api operator) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SEALED_WITHIN.toNanos();
        Sealed sealed = Sealed.read(operator);
        while (sealed.entries() < entries.size() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            sealed = Sealed.read(operator);
        }
        find("broken seals of the ledger", sealed.broken());
        find(
                "ledger entries under no seal, or seals of other entries",
                sealed.entries() == entries.size() ? List.of() : List.of(sealed.entries() + " are sealed"));
    }

    /** What the proof of the ledger says. */
    private record Sealed(long entries, List<String> broken) {

        static Sealed read(Api operator) throws IOException, InterruptedException {
            long entries = 0;
            List<String> broken = new ArrayList<>();
            JsonNode next = JSON.getNodeFactory().numberNode(0);
            while (next != null) {
                JsonNode proof = operator.get("/v1/ledger/proof?limit=1000&after=" + next);
                proof.get("broken").forEach(seal -> broken.add(seal.toString()));
                entries += proof.get("entries").longValue();
                next = proof.get("next");
            }
            return new Sealed(entries, broken);
        }
    }

    private void bus(CreditOnTheBus bus) {
        find("vouchers without an event of their use", missing(bus.activated()));
        find("vouchers with more than one event of their use", twice(bus.activated()));
        find("vouchers without an event of their credit", missing(bus.credited()));
        find("vouchers with more than one event of their credit", twice(bus.credited()));
        find(
                "events of vouchers that the account does not have",
                Stream.of(bus.activated(), bus.credited())
                        .flatMap(events -> events.entrySet().stream())
                        .filter(told -> told.getValue().stream()
                                .anyMatch(account -> !account.equals(owners.get(told.getKey()))))
                        .toList());
        find(
                "accounts with events missing or out of order",
                Set.copyOf(owners.values()).stream()
                        .filter(account -> !bus.isInOrder(account))
                        .toList());
        figures.put("events on the bus", (long) bus.count());
        figures.put("events that came again under their id", (long) bus.repeats());
    }

    private List<UUID> missing(Map<UUID, List<UUID>> events) {
        return owners.keySet().stream()
                .filter(voucher -> !events.containsKey(voucher))
                .toList();
    }

    private static List<UUID> twice(Map<UUID, List<UUID>> events) {
        return events.entrySet().stream()
                .filter(told -> told.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void find(String sort, Collection<?> found) {
        findings.put(sort, found.stream().map(String::valueOf).toList());
    }

    /** How much was found of each sort of violation: nothing, if the promise was kept. */
    Map<String, Integer> verdict() {
        return findings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().size(), Integer::sum, LinkedHashMap::new));
    }

    /** Some of each sort, for whoever looks into it; empty if the promise was kept. */
    List<String> examples() {
        return findings.entrySet().stream()
                .filter(found -> !found.getValue().isEmpty())
                .map(found -> found.getKey() + ": " + found.getValue().size() + ", such as "
                        + found.getValue()
                                .subList(
                                        0, Math.min(MOST_NAMED, found.getValue().size())))
                .toList();
    }

    /** How much there was of what. */
    Map<String, Long> figures() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("tries", (long) tries.size());
        all.put("requests", (long) requests);
        answers.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Answered::status, TreeMap::new, Collectors.counting()))
                .forEach((status, count) -> all.put(
                        status == RedemptionLog.NONE ? "requests without an answer" : "answers with " + status, count));
        all.putAll(figures);
        return all;
    }

    private static UUID uuid(JsonNode node, String field) {
        return UUID.fromString(node.get(field).textValue());
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.get("amount").textValue());
    }
}
