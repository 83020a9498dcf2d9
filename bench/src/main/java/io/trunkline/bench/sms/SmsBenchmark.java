package io.trunkline.bench.sms;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.machine.Wrk;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Messages passed on per second: by webhook in, and by deliver_sm in, each stored before it is answered and out again as a
 * submit_sm to the other person; beside Kannel, which takes the same load over HTTP and hands it to the same centre, but looks
 * nobody up and flushes nothing to the disk. And how long a message takes at an even 100 a second.
 *
 * <p>A round ends when the centre has every message that was accepted, so that nobody is paid for a backlog.
 */
public final class SmsBenchmark implements Benchmark {

    /** Until the compiler has done its work; after fewer the rate still rises from round to round. */
    private static final int WARM_UPS = 5;

    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;
    private static final int CONNECTIONS = 128;
    private static final int LINKS = 2;
    /** Messages of each link without an answer. */
    private static final int WINDOW = 100;

    private static final int DELIVERED = 40_000;
    private static final double RATE_AIM = 1;
    private static final double P99_AIM_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.WRK, Tool.BEARERBOX, Tool.SMSBOX);
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine();
                FastCentre centre = FastCentre.start()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            machine.startKafka();
            Machine.Service service =
                    machine.startWithDatabase("sms-proxy", Settings.of(machine, centre.port(), "bench", LINKS, WINDOW));
            try (Database database = new Database(machine, postgres, "sms-proxy")) {
                Conversations.open(database);
                new Run(report, machine, centre, service, database).all();
            }
        }
        report.table();
        report.goal(
                "sms-relayed-per-second",
                report.median("webhook messages/s"),
                report.median("kannel SPOOL messages/s"),
                RATE_AIM);
        report.goalAtMost("sms-relay-p99-ms", report.median("webhook to submit_sm p99 ms"), P99_AIM_MILLIS);
        report.besidePeer(
                "sms-cpu-ms-per-message",
                report.median("webhook service cpu-ms each"),
                report.median("kannel SPOOL cpu-ms each"));
        report.goalOpen("sms-deliver-to-submit-per-second", report.median("deliver_sm messages/s"));
    }

    private record Run(Report report, Machine machine, FastCentre centre, Machine.Service service, Database database) {

        void all() throws Exception {
            report.figure("centre's own submit_sm/s", Ceiling.measure(centre));
            for (int pass = 1; pass <= WARM_UPS; pass++) {
                report.note("warm-up " + pass);
                byWebhook();
                awaitQuiet();
            }
            byDeliverSm();
            awaitQuiet();
            for (int round = 1; round <= ROUNDS; round++) {
                report.note("round " + round);
                measureOurs("webhook", this::byWebhook);
                measureOurs("deliver_sm", this::byDeliverSm);
                measureKannel(Kannel.Store.SPOOL);
                measureKannel(Kannel.Store.MEMORY);
            }
            Latency latency = new Latency(centre, service);
            latency.paced();
            for (int round = 1; round <= ROUNDS; round++) {
                double[] millis = latency.paced();
                report.figure("webhook to submit_sm p50 ms", Report.percentile(millis, 50));
                report.figure("webhook to submit_sm p99 ms", Report.percentile(millis, 99));
            }
        }

        /** Puts messages in, and returns when they are out: how many a second. */
        @FunctionalInterface
        interface Load {
            double run() throws IOException, InterruptedException;
        }

        private double byWebhook() throws IOException, InterruptedException {
            return untilAllAreOut(Scripts.webhooks(), service.url() + Settings.WEBHOOK);
        }

        private double untilAllAreOut(String script, String url) throws IOException, InterruptedException {
            long before = centre.submitted();
            long start = System.nanoTime();
            Wrk.Result result = Wrk.script(machine.folder(), script, url, CONNECTIONS, SECONDS)
                    .requireAllAccepted();
            centre.await(before + result.requests(), PATIENCE);
            return result.requests() * 1e9 / (System.nanoTime() - start);
        }

        private double byDeliverSm() throws IOException, InterruptedException {
            long before = centre.submitted();
            long start = System.nanoTime();
            for (int message = 0; message < DELIVERED; message++) {
                centre.deliver(
                        message,
                        Conversations.writer(message),
                        Conversations.number(message),
                        "message %d of %d".formatted(message, start));
            }
            centre.await(before + DELIVERED, PATIENCE);
            double perSecond = DELIVERED * 1e9 / (System.nanoTime() - start);
            if (centre.refused() > 0) {
                throw new IOException(centre.refused() + " messages were refused");
            }
            return perSecond;
        }

        private void measureOurs(String way, Load load) throws IOException, InterruptedException, SQLException {
            long before = centre.submitted();
            double serviceBefore = Cpu.secondsOf(service.process());
            double postgresBefore = Cpu.secondsOf(machine.postgresProcess());
            double kafkaBefore = Cpu.secondsOf(machine.kafkaProcess());
            report.figure(way + " messages/s", load.run());
            awaitQuiet();
            double each = 1_000.0 / (centre.submitted() - before);
            report.figure(way + " service cpu-ms each", (Cpu.secondsOf(service.process()) - serviceBefore) * each);
            report.figure(
                    way + " postgres cpu-ms each", (Cpu.secondsOf(machine.postgresProcess()) - postgresBefore) * each);
            report.figure(way + " kafka cpu-ms each", (Cpu.secondsOf(machine.kafkaProcess()) - kafkaBefore) * each);
        }

        /** Until the events are out, too: they belong to what a message costs. */
        private void awaitQuiet() throws SQLException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (database.number("""
                    select (select count(*) from outbox)
                        + (select count(*) from outgoing_message where state in ('queued', 'sending'))""") > 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Messages or events do not get out");
                }
                Thread.sleep(50);
            }
        }

        private void measureKannel(Kannel.Store store) throws IOException, InterruptedException {
            try (Kannel kannel = Kannel.start(machine, store, centre.port(), LINKS, WINDOW)) {
                long before = centre.submitted();
                double cpu = kannel.cpuSeconds();
                String peer = "kannel " + store;
                report.figure(peer + " messages/s", untilAllAreOut(Scripts.sendsms(), kannel.url()));
                double each = 1_000.0 / (centre.submitted() - before);
                report.figure(peer + " cpu-ms each", (kannel.cpuSeconds() - cpu) * each);
            }
        }
    }
}
