package io.trunkline.bench.codes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Api;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Memory;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.redeem.VoucherShop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A batch of a million codes, made and encrypted for a print shop by a service with as little heap as {@code suite up} gives
 * it. Then another one, with kill -9 of the service in the middle: GnuPG has to find each code of it once, and they must work.
 */
public final class CodesBenchmark implements Benchmark {

    private static final int COUNT = 1_000_000;
    private static final int SAMPLE = 100;
    private static final int HEAP_MEGABYTES = 96;
    private static final double AIM_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "codes";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.GPG, Tool.GPGCONF);
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine();
                PrintShop printShop = PrintShop.open(machine.folder())) {
            machine.startPostgres();
            machine.startKafka();
            machine.heap(HEAP_MEGABYTES);
            VoucherShop shop = VoucherShop.open(machine);

            double seconds = measure(report, machine, shop, printShop);

            int wrong = survive(report, machine, shop, printShop);
            report.goalAtMost("million-codes-seconds", seconds, AIM_SECONDS);
            report.goalAtMost("million-codes-through-kill-violations", wrong, 0);
            if (wrong > 0) {
                throw new IllegalStateException(wrong + " codes are missing, doubled or worthless");
            }
        }
    }

    private static double measure(Report report, Machine machine, VoucherShop shop, PrintShop printShop)
            throws IOException, InterruptedException {
        ProcessHandle service = shop.service().process();
        double cpu = Cpu.secondsOf(service);
        double postgres = Cpu.secondsOf(machine.postgresProcess());
        long begin = System.nanoTime();
        UUID batch = export(shop, printShop);
        await(shop, batch, COUNT);
        double seconds = secondsSince(begin);
        report.figure("s until the export is complete", seconds);
        report.figure("codes/s", COUNT / seconds);
        report.figure("service cpu-us each", (Cpu.secondsOf(service) - cpu) * 1_000_000 / COUNT);
        report.figure(
                "postgres cpu-us each", (Cpu.secondsOf(machine.postgresProcess()) - postgres) * 1_000_000 / COUNT);
        begin = System.nanoTime();
        byte[] file = shop.operator().file(path(batch) + "/file");
        report.figure("s to fetch the file", secondsSince(begin));
        report.figure("MB of the file", file.length / 1e6);
        report.figure("MB of heap allowed", HEAP_MEGABYTES);
        report.figure("MB resident at most", Memory.peakOf(service) / 1e6);
        return seconds;
    }

    /** Returns how many codes are missing, there twice, or cannot be redeemed. */
    private static int survive(Report report, Machine machine, VoucherShop shop, PrintShop printShop)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        UUID batch = export(shop, printShop);
        await(shop, batch, COUNT / 4 + new Random().nextInt(COUNT / 2));
        shop.service().kill();
        shop.service().start();
        report.figure("codes made when the service was back", made(shop, batch));
        await(shop, batch, COUNT);
        report.figure("s until the export is complete, killed once", secondsSince(begin));

        List<String> lines = printShop.decrypt(shop.operator().file(path(batch) + "/file"));
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", 3)).toList();
        List<String> codes = rows.stream().map(columns -> columns[1]).distinct().toList();
        List<String> serials = rows.stream().map(columns -> columns[0]).toList();
        report.figure("lines that GnuPG could read", rows.size());
        report.figure("different codes among them", codes.size());
        boolean isNumbered = serials.equals(
                IntStream.rangeClosed(1, COUNT).mapToObj(String::valueOf).toList());
        report.note(isNumbered ? "Each serial is there once, in order" : "Serials are missing, or there twice");
        int worthless = SAMPLE - redeem(machine, shop, codes);
        report.figure("of " + SAMPLE + " codes, worthless", worthless);
        return Math.abs(COUNT - codes.size()) + Math.abs(COUNT - rows.size()) + (isNumbered ? 0 : 1) + worthless;
    }

    /** Returns how many of some codes could be redeemed. */
    private static int redeem(Machine machine, VoucherShop shop, List<String> codes) throws InterruptedException {
        List<String> shuffled = new ArrayList<>(codes);
        Collections.shuffle(shuffled);
        Api customer = Api.as(machine, shop.service(), "user");
        int redeemed = 0;
        for (String code : shuffled.subList(0, SAMPLE)) {
            try {
                customer.post("/v1/voucher-activations", "{\"code\":\"" + code + "\"}", 201);
                redeemed++;
            } catch (IOException refused) {
                System.err.println(refused.getMessage());
            }
        }
        return redeemed;
    }

    private static UUID export(VoucherShop shop, PrintShop printShop) throws IOException, InterruptedException {
        UUID batch = shop.draft(COUNT);
        String request = JsonNodeFactory.instance
                .objectNode()
                .put("publicKey", printShop.publicKey())
                .toString();
        shop.operator().post(path(batch), request, 202);
        return batch;
    }

    /** Returns when so many codes have been made; when all have, the file is ready, too. */
    private static void await(VoucherShop shop, UUID batch, int codes) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (made(shop, batch) < codes) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The export is not complete after " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(100);
        }
    }

    private static int made(VoucherShop shop, UUID batch) throws IOException, InterruptedException {
        JsonNode export = shop.operator().get(path(batch));
        return export.get("made").intValue();
    }

    private static String path(UUID batch) {
        return "/v1/voucher-batches/" + batch + "/export";
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
