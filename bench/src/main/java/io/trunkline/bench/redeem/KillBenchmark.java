package io.trunkline.bench.redeem;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.redeem.RedeemThroughKill.Outcome;
import java.nio.file.Path;

/** The long proof: a hundred times kill -9 while codes are redeemed. A short version of it is among the tests. */
public final class KillBenchmark implements Benchmark {

    private static final int CODES = 20_000;
    private static final int KILLS = 100;
    private static final Path LOGS = Path.of("bench", "target", "redeem-kill");

    @Override
    public String name() {
        return "redeem-kill";
    }

    @Override
    public void run(Report report) throws Exception {
        report.note("what clients ask and are told: " + LOGS);
        Outcome outcome = new RedeemThroughKill(CODES, KILLS, LOGS).run();
        outcome.kills().forEach(kill -> report.figure(kill.victim() + " killed: s to the next answer", kill.seconds()));
        report.figure("minutes", outcome.seconds() / 60);
        outcome.audit().figures().forEach(report::figure);
        outcome.audit().verdict().forEach(report::figure);
        outcome.audit().examples().forEach(report::note);
        report.table();
        int violations = outcome.audit().verdict().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        report.goalAtMost("redeem-kill-violations", violations, 0);
        if (violations > 0) {
            throw new IllegalStateException(violations + " violations");
        }
    }
}
