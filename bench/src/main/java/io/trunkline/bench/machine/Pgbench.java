package io.trunkline.bench.machine;

import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load on a database by pgbench: one thread, many clients, while the service that owns the database stands still. */
public final class Pgbench {

    private static final Pattern PROCESSED = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Machine machine;
    private final EmbeddedPostgresServer postgres;
    private final Machine.Service service;
    private final String database;

    /** @param service stands still meanwhile; the database has its name */
    public Pgbench(Machine machine, EmbeddedPostgresServer postgres, Machine.Service service, String database) {
        this.machine = machine;
        this.postgres = postgres;
        this.service = service;
        this.database = database;
    }

    /** What a run has shown. */
    public record Result(long processed, double perSecond) {}

    /** @param variables of the script, and their values */
    public Result run(String script, int clients, int seconds, Map<String, Integer> variables)
            throws IOException, InterruptedException {
        Path file = Files.writeString(machine.folder().resolve("pgbench.sql"), script);
        List<String> command = new ArrayList<>(List.of(
                Tool.PGBENCH.path(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + seconds,
                "--file=" + file,
                "--host=" + postgres.host(),
                "--port=" + postgres.port(),
                "--username=" + database));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(database);
        signal("-STOP");
        try {
            String output = Child.run(command, Map.of("PGPASSWORD", machine.secret(database + "-db")));
            return new Result(Long.parseLong(match(PROCESSED, output)), Double.parseDouble(match(RATE, output)));
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Child.run(List.of("kill", signal, Long.toString(service.process().pid())), Map.of());
    }

    private static String match(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("pgbench said something else:\n" + output);
        }
        return matcher.group(1);
    }
}
