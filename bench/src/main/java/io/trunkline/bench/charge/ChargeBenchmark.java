package io.trunkline.bench.charge;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Database;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Pgbench;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.machine.Wrk;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Charges per second on one account, and over ten thousand, through HTTP, token check and JSON, each an entry of the journal
 * with both its postings, on the disk before it is answered, with the relay publishing every event meanwhile. Beside it pgbench
 * on the same server with the service stopped: a lock, a change of the balance and a line of a journal, in one transaction.
 */
public final class ChargeBenchmark implements Benchmark {

    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 6;
    private static final int CLIENTS = 128;
    private static final int PEER_CLIENTS = 64;
    private static final int ACCOUNTS = 10_000;
    private static final double HOT_AIM = 10;
    private static final double SPREAD_AIM = 1;

    private static final String PEER = """
            \\set account random(1, :accounts)
            begin;
            select amount from peer_balance where account_id = :account for update;
            update peer_balance set amount = amount - 1 where account_id = :account;
            insert into peer_entry (account_id, source, amount, balance_after, booked_at)
            select :account, gen_random_uuid()::text, -1, amount, now() from peer_balance where account_id = :account;
            commit;
            """;

    @Override
    public String name() {
        return "charge";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.WRK, Tool.PGBENCH);
    }

    /** Accounts that are charged: the first so many. */
    private enum Load {
        ONE_ACCOUNT("one account", 1),
        MANY_ACCOUNTS("10,000 accounts", ACCOUNTS);

        private final String label;
        private final int accounts;

        Load(String label, int accounts) {
            this.label = label;
            this.accounts = accounts;
        }

        String sql() {
            return "select account::text from bench_account where n <= " + accounts;
        }
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            EmbeddedPostgresServer postgres = machine.startPostgres();
            machine.startKafka();
            Machine.Service service =
                    machine.startWithDatabase("vouchers", Map.of("VOUCHERS_CODE_SECRET", machine.secret("codes")));
            try (Database database = new Database(machine, postgres, "vouchers")) {
                fill(database);
                Pgbench pgbench = new Pgbench(machine, postgres, service, "vouchers");
                for (Load load : Load.values()) {
                    Files.write(accounts(machine, load), database.texts(load.sql()));
                }
                for (int pass = 1; pass <= WARM_UPS; pass++) {
                    report.note("warm-up " + pass);
                    charge(machine, service, pass % 2 == 0 ? Load.ONE_ACCOUNT : Load.MANY_ACCOUNTS);
                }
                for (int round = 1; round <= ROUNDS; round++) {
                    report.note("round " + round);
                    for (Load load : Load.values()) {
                        measureOurs(report, machine, service, load);
                        measurePeer(report, pgbench, load);
                    }
                }
            }
        }
        report.table();
        goal(report, "charge-hot-per-second", Load.ONE_ACCOUNT, HOT_AIM);
        goal(report, "charge-spread-per-second", Load.MANY_ACCOUNTS, SPREAD_AIM);
    }

    private static void goal(Report report, String name, Load load, double aim) {
        report.goal(name, report.median(ours(load)), report.median(peer(load)), aim);
    }

    private static String ours(Load load) {
        return "vouchers charges/s, " + load.label;
    }

    private static String peer(Load load) {
        return "pgbench charges/s, " + load.label;
    }

    /** Credit as an adjustment would have brought it, and a table for pgbench. */
    private static void fill(Database database) throws SQLException {
        database.execute("""
                create table bench_account as
                select n, uuidv7() as account, uuidv7() as entry from generate_series(1, %d) n""".formatted(ACCOUNTS));
        database.execute("""
                insert into balance (account_id, currency, amount, version, updated_at)
                select account, 'EUR', 1000000000, 1, now() from bench_account""");
        database.execute("""
                insert into credit_lot (id, account_id, currency, source, credit, remaining, created_at)
                select entry, account, 'EUR', 'adjustment:bench/' || n, 1000000000, 1000000000, now() from bench_account""");
        database.execute("""
                with entry as (
                    insert into ledger_entry (id, account_id, kind, source, currency, amount, balance_after, booked_at)
                    select entry, account, 'adjustment', 'adjustment:bench/' || n, 'EUR', 1000000000, 1000000000, now()
                    from bench_account
                    returning id, account_id, amount
                )
                insert into ledger_posting (entry_id, account, amount)
                select id, 'customer:' || account_id, amount from entry
                union all
                select id, 'house:adjustments', -amount from entry""");
        database.execute("""
                create table peer_balance (
                    account_id integer primary key, amount bigint not null check (amount >= 0)) with (fillfactor = 70)""");
        database.execute("insert into peer_balance select n, 1000000000 from bench_account");
        database.execute("""
                create table peer_entry (
                    id bigint generated always as identity primary key, account_id integer not null,
                    source text not null unique, amount bigint not null, balance_after bigint not null,
                    booked_at timestamptz not null)""");
        database.execute("vacuum analyze");
    }

    private static Path accounts(Machine machine, Load load) {
        return machine.folder().resolve("accounts-" + load.accounts);
    }

    private static void measureOurs(Report report, Machine machine, Machine.Service service, Load load)
            throws IOException, InterruptedException {
        double cpu = Cpu.secondsOf(service.process());
        double postgres = Cpu.secondsOf(machine.postgresProcess());
        Wrk.Result result = charge(machine, service, load);
        report.figure(ours(load), result.perSecond());
        report.figure("vouchers p99 ms, " + load.label, result.p99Millis());
        double perRequest = 1_000_000.0 / result.requests();
        report.figure("service cpu-us each, " + load.label, (Cpu.secondsOf(service.process()) - cpu) * perRequest);
        report.figure(
                "postgres cpu-us each, " + load.label,
                (Cpu.secondsOf(machine.postgresProcess()) - postgres) * perRequest);
    }

    private static Wrk.Result charge(Machine machine, Machine.Service service, Load load)
            throws IOException, InterruptedException {
        String token = machine.issuer().tokenOf(UUID.randomUUID(), "service");
        String script = """
                local accounts = {}
                for account in io.lines("%s") do accounts[#accounts + 1] = account end
                local headers = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer %s"}
                local sent = 0
                request = function()
                    sent = sent + 1
                    return wrk.format("POST", nil, headers, '{"account":"' .. accounts[sent %% #accounts + 1]
                        .. '","amount":{"amount":"0.01","currency":"EUR"},"reference":"' .. sent .. '"}')
                end
                """.formatted(accounts(machine, load), token);
        return Wrk.script(machine.folder(), script, service.url() + "/v1/charges", CLIENTS, SECONDS)
                .requireAllAccepted();
    }

    private static void measurePeer(Report report, Pgbench pgbench, Load load)
            throws IOException, InterruptedException {
        Pgbench.Result result = pgbench.run(PEER, PEER_CLIENTS, SECONDS, Map.of("accounts", load.accounts));
        report.figure(peer(load), result.perSecond());
    }
}
