package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Api;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.redeem.VoucherShop.Issued;
import io.trunkline.local.folder.FolderTree;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Codes, each wanted by five accounts, are redeemed by 128 clients at once, while the service and PostgreSQL are killed with -9
 * in turn, each at a random moment, and started again. Afterwards an {@link Audit} compares what the clients have written down
 * with what the service says.
 */
public final class RedeemThroughKill {

    private static final int CLIENTS = 128;
    private static final int ACCOUNTS = 512;
    private static final int RIVALS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final int codes;
    private final int kills;
    private final Path logs;

    /**
     * @param kills of the service and of PostgreSQL together
     * @param logs the folder for what the clients ask and are told; what is in it is deleted
     */
    public RedeemThroughKill(int codes, int kills, Path logs) {
        this.codes = codes;
        this.kills = kills;
        this.logs = logs;
    }

    /** What is killed. */
    public enum Victim {
        SERVICE,
        POSTGRES
    }

    /**
     * A kill.
     *
     * @param seconds from the kill until a try was answered after it
     */
    public record Survived(Victim victim, double seconds) {}

    /**
     * What came of it.
     *
     * @param seconds from the first request to the last answer
     */
    public record Outcome(List<Survived> kills, double seconds, Audit audit) {}

    public Outcome run() throws Exception {
        FolderTree.delete(logs);
        Files.createDirectories(logs);
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            String bootstrapServers = machine.startKafka();
            machine.keepClassArchives();
            VoucherShop shop = VoucherShop.open(machine);
            shop.service().restart();
            List<Issued> issued = shop.issue(codes);
            RedemptionLog.write(logs, issued);
            Random random = new Random();
            Redeemers redeemers = new Redeemers(machine, shop.service(), logs, tries(issued, random));

            long begin = System.nanoTime();
            redeemers.start(CLIENTS);
            List<Survived> survived = killAll(postgres, shop.service(), redeemers, random);
            redeemers.join();
            double seconds = secondsSince(begin);

            CreditOnTheBus bus = CreditOnTheBus.read(bootstrapServers);
            Audit audit =
                    Audit.of(logs, shop.operator(), account -> Api.as(machine, shop.service(), account, "user"), bus);
            return new Outcome(survived, seconds, audit);
        }
    }

    private static List<Try> tries(List<Issued> issued, Random random) {
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(ACCOUNTS).toList();
        return Try.of(issued.stream().map(Issued::code).toList(), RIVALS, accounts, random);
    }

    private List<Survived> killAll(
            EmbeddedPostgresServer postgres, Machine.Service service, Redeemers redeemers, Random random)
            throws Exception {
        List<Survived> survived = new ArrayList<>();
        int all = codes * RIVALS;
        for (int kill = 0; kill < kills; kill++) {
            int moment = (int) ((kill + random.nextDouble()) * all / kills);
            await(() -> redeemers.answered() >= moment);
            Victim victim = Victim.values()[kill % Victim.values().length];
            long killed = System.nanoTime();
            kill(victim, postgres, service);
            int answered = redeemers.answered();
            await(() -> redeemers.answered() > answered || answered == all);
            survived.add(new Survived(victim, secondsSince(killed)));
        }
        return survived;
    }

    private static void kill(Victim victim, EmbeddedPostgresServer postgres, Machine.Service service) throws Exception {
        switch (victim) {
            case SERVICE -> {
                service.kill();
                service.start();
            }
            case POSTGRES -> {
                postgres.kill();
                postgres.startAgain();
            }
        }
    }

    private static void await(BooleanSupplier happened) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("No try was answered for " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(1);
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
