package io.trunkline.bench.sms;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;

/** The long proof: twenty times kill -9 while messages are passed on. A short version of it is among the tests. */
public final class SmsKillBenchmark implements Benchmark {

    private static final int MESSAGES = 1_000;
    private static final int KILLS = 20;

    @Override
    public String name() {
        return "sms-kill";
    }

    @Override
    public void run(Report report) throws Exception {
        SmsThroughKill.Outcome outcome = new SmsThroughKill(MESSAGES, KILLS).run();
        report.figure("kills", KILLS);
        report.figure("answered with 200", outcome.accepted());
        report.figure("came twice, marked", outcome.repeated());
        outcome.violations().forEach(report::note);
        report.goalAtMost("sms-kill-violations", outcome.violations().size(), 0);
        if (!outcome.violations().isEmpty()) {
            throw new IllegalStateException(String.join("; ", outcome.violations()));
        }
    }
}
