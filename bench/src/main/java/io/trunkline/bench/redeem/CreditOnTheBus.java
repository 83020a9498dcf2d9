package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Bus;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Used vouchers and credit on the bus, as a consumer takes them that drops repeats by their event id. */
final class CreditOnTheBus {

    /** Events that come after such a silence are not waited for. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Set<UUID> seen = new HashSet<>();
    private final Map<UUID, List<UUID>> activated = new HashMap<>();
    private final Map<UUID, List<UUID>> credited = new HashMap<>();
    private final Map<UUID, List<Long>> versions = new HashMap<>();
    private int repeats;

    static CreditOnTheBus read(String bootstrapServers) throws InterruptedException {
        CreditOnTheBus credit = new CreditOnTheBus();
        try (Bus bus = new Bus(bootstrapServers, Topic.VOUCHERS_VOUCHER, Topic.VOUCHERS_BALANCE)) {
            while (bus.read(credit::add) > 0) {
                Thread.sleep(SILENCE);
            }
        }
        return credit;
    }

    void add(CloudEvent read) {
        if (!seen.add(read.id())) {
            repeats++;
        } else if (read.event() instanceof VoucherEvent.Activated used) {
            add(activated, used.voucherId(), used.accountId());
        } else if (read.event() instanceof BalanceEvent change) {
            add(versions, change.accountId(), change.version());
            if (change instanceof BalanceEvent.Credited credit) {
                add(credited, UUID.fromString(credit.source().replace("voucher:", "")), credit.accountId());
            }
        }
    }

    private static <K, V> void add(Map<K, List<V>> all, K key, V value) {
        all.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }

    /** The account of each event that tells of a voucher's use. */
    Map<UUID, List<UUID>> activated() {
        return activated;
    }

    /** The account of each event that tells of a voucher's credit. */
    Map<UUID, List<UUID>> credited() {
        return credited;
    }

    /** Whether the events of the account's only balance came one after the other, and none is missing. */
    boolean isInOrder(UUID account) {
        List<Long> found = versions.getOrDefault(account, List.of());
        return IntStream.range(0, found.size()).allMatch(index -> found.get(index) == index + 1);
    }

    /** Events, each counted once. */
    int count() {
        return seen.size();
    }

    /** Events that came once more under the same id. */
    int repeats() {
        return repeats;
    }
}
