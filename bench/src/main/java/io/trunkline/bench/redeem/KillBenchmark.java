package io.trunkline.bench.redeem;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;

/** The long proof: twenty times kill -9 while codes are redeemed. A short version of it is among the tests. */
public final class KillBenchmark implements Benchmark {

    private static final int CODES = 20_000;
    private static final int KILLS = 20;

    @Override
    public String name() {
        return "redeem-kill";
    }

    @Override
    public void run(Report report) throws Exception {
        RedeemThroughKill.Outcome outcome = new RedeemThroughKill(CODES, KILLS).run();
        report.figure("kills", KILLS);
        report.figure("codes", CODES);
        report.figure("answered with 201", outcome.accepted());
        report.figure("broken off without an answer", outcome.unknown());
        report.figure("ledger entries", outcome.entries());
        outcome.violations().forEach(report::note);
        report.goalAtMost("redeem-kill-violations", outcome.violations().size(), 0);
        if (!outcome.violations().isEmpty()) {
            throw new IllegalStateException(String.join("; ", outcome.violations()));
        }
    }
}
