package io.trunkline.bench.sms;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.sms.SmsThroughKill.Kills;
import io.trunkline.bench.sms.SmsThroughKill.Outcome;
import java.util.List;

/** The long proof: thirty times kill -9 while messages are passed on. A short version of it is among the tests. */
public final class SmsKillBenchmark implements Benchmark {

    private static final int MESSAGES = 1_500;
    private static final Kills KILLS = new Kills(20, 5, 5);

    @Override
    public String name() {
        return "sms-kill";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.NODE, Tool.NPM);
    }

    @Override
    public void run(Report report) throws Exception {
        Outcome outcome = new SmsThroughKill(MESSAGES, KILLS).run();
        outcome.kills()
                .forEach(kill -> report.figure(kill.victim() + " killed: s to the next 200", kill.secondsToNext()));
        report.figure("answered with 200", outcome.acceptedByWebhook());
        report.figure("answered with ESME_ROK", outcome.acceptedOverSmpp());
        report.figure(
                "accepted per second", (outcome.acceptedByWebhook() + outcome.acceptedOverSmpp()) / outcome.seconds());
        report.figure("offered again for want of success", outcome.offeredAgain());
        report.figure("came twice, marked", outcome.repeated());
        report.figure("events on the bus", outcome.events());
        report.figure("events that came again by their id", outcome.repeatedEvents());
        outcome.violations().forEach(report::note);
        report.goalAtMost("sms-kill-violations", outcome.violations().size(), 0);
        if (!outcome.violations().isEmpty()) {
            throw new IllegalStateException(String.join("; ", outcome.violations()));
        }
    }
}
