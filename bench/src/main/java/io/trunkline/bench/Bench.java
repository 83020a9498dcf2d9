package io.trunkline.bench;

import io.trunkline.bench.allocation.AllocationBenchmark;
import io.trunkline.bench.charge.ChargeBenchmark;
import io.trunkline.bench.codes.CodesBenchmark;
import io.trunkline.bench.gateway.GatewayBenchmark;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.outbox.OutboxBenchmark;
import io.trunkline.bench.redeem.KillBenchmark;
import io.trunkline.bench.redeem.RedeemBenchmark;
import io.trunkline.bench.refresh.RefreshBenchmark;
import io.trunkline.bench.sms.SmsBenchmark;
import io.trunkline.bench.sms.SmsKillBenchmark;
import io.trunkline.bench.tariff.TariffBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code ./suite bench [name ...]}: runs the named benchmarks, or all that compare speed. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(
            new GatewayBenchmark(),
            new RedeemBenchmark(),
            new ChargeBenchmark(),
            new OutboxBenchmark(),
            new RefreshBenchmark(),
            new CodesBenchmark(),
            new TariffBenchmark(),
            new KillBenchmark(),
            new SmsBenchmark(),
            new AllocationBenchmark(),
            new SmsKillBenchmark());

    private Bench() {}

    /** Exits with 1 if a benchmark could not be run, with 2 for a name that is none. */
    public static void main(String[] names) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Map<String, Benchmark> known = ALL.stream().collect(Collectors.toMap(Benchmark::name, Function.identity()));
        List<String> unknown =
                Arrays.stream(names).filter(name -> !known.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("No such benchmark: " + String.join(", ", unknown) + ". There are: "
                    + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        List<Benchmark> chosen =
                names.length == 0 ? ALL : Arrays.stream(names).map(known::get).toList();
        System.exit(runAll(chosen) ? 0 : 1);
    }

    private static boolean runAll(List<Benchmark> chosen) {
        List<String> goals = new ArrayList<>();
        boolean complete = true;
        for (Benchmark benchmark : chosen) {
            List<Tool> missing = benchmark.tools().stream()
                    .filter(tool -> !tool.isInstalled())
                    .toList();
            missing.forEach(tool -> System.err.println(benchmark.name() + " cannot be run: " + tool.advice()));
            complete &= missing.isEmpty() && run(benchmark, goals);
        }
        System.out.println();
        goals.forEach(System.out::println);
        return complete;
    }

    private static boolean run(Benchmark benchmark, List<String> goals) {
        System.out.println("\n== " + benchmark.name());
        try (Report report = new Report(benchmark.name(), Path.of("bench", "results"))) {
            benchmark.run(report);
            goals.addAll(report.goals());
            return true;
        } catch (Exception failure) {
            System.err.println(benchmark.name() + " failed");
            failure.printStackTrace();
            return false;
        }
    }
}
