package io.trunkline.bench.tariff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Api;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A million rates of five thousand places, imported file by file into a service with as little heap as {@code suite up} gives it, published, and priced
 * by: by the whole list, and not by a part of it.
 */
public final class TariffBenchmark implements Benchmark {

    private static final int RATES = 1_000_000;
    /** Of one file, which may have 1 MiB. */
    private static final int LINES = 12_500;

    private static final int PREFIXES_OF_A_PLACE = 200;
    private static final int HEAP_MEGABYTES = 96;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "tariff";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            machine.startPostgres();
            machine.startKafka();
            machine.heap(HEAP_MEGABYTES);
            Machine.Service service =
                    machine.startWithDatabase("vouchers", Map.of("VOUCHERS_CODE_SECRET", machine.secret("codes")));
            Api operator = Api.as(machine, service, "operator");
            String tariff = "/v1/tariffs/"
                    + idOf(operator.post(
                            "/v1/tariffs", "{\"name\":\"bench\",\"currency\":\"EUR\",\"zone\":\"UTC\"}", 201));
            String version = tariff + "/versions/" + idOf(operator.post(tariff + "/versions", "", 201));

            long begin = System.nanoTime();
            for (int first = 0; first < RATES; first += LINES) {
                operator.post(version + "/rates", file(first), "text/csv", 200);
            }
            double imported = secondsSince(begin);
            report.figure("s to import", imported);
            report.figure("rates/s", RATES / imported);
            report.figure("files", RATES / (double) LINES);

            operator.put(tariff + "/default", 204);
            begin = System.nanoTime();
            operator.post(version + "/publication", "{}", 200);
            awaitPrice(Api.as(machine, service, "user"), RATES - 1);
            report.figure("s from publication to the price of the last rate", secondsSince(begin));
            report.figure("MB of heap allowed", HEAP_MEGABYTES);
            report.figure("MB resident at most", Memory.peakOf(service.process()) / 1e6);
            report.goalOpen("million-rates-seconds", imported);
        }
    }

    private static String file(int first) {
        return IntStream.range(first, first + LINES)
                .mapToObj(rate ->
                        "%s,Place %d,national-mobile,0.%04d,30,6".formatted(prefix(rate), place(rate), place(rate)))
                .collect(Collectors.joining(
                        "\n", "prefix,destination,kind,per_minute,minimum_seconds,increment_seconds\n", "\n"));
    }

    /** Of Spanish mobile numbers, with six digits of their own. */
    private static String prefix(int rate) {
        return "346%06d".formatted(rate);
    }

    /** A destination has many prefixes, all with its price. */
    private static int place(int rate) {
        return rate / PREFIXES_OF_A_PLACE;
    }

    private static void awaitPrice(Api customer, int rate) throws IOException, InterruptedException {
        String call = "{\"number\":\"+%s00\",\"seconds\":60}".formatted(prefix(rate));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isPriced(customer, call, rate)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("There is no price after " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(50);
        }
    }

    private static boolean isPriced(Api customer, String call, int rate) throws InterruptedException {
        try {
            JsonNode answer = JSON.readTree(customer.post("/v1/call-pricing", call, 200));
            return answer.get("pieces").get(0).get("prefix").textValue().equals(prefix(rate));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String idOf(String answer) throws IOException {
        return JSON.readTree(answer).get("id").textValue();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
