package io.trunkline.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load over HTTP by wrk: one thread, many connections. */
public final class Wrk {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([0-9.]+)(m?s|m)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN = Pattern.compile("Socket errors: (.*)");

    private Wrk() {}

    /**
     * What a run has shown.
     *
     * @param requests answered, whatever the status
     * @param refused answered with neither 2xx nor 3xx
     */
    public record Result(long requests, double seconds, double p99Millis, long refused) {

        public double perSecond() {
            return requests / seconds;
        }

        /** @throws IOException if any request was refused: then something else was measured */
        public Result requireAllAccepted() throws IOException {
            if (refused > 0) {
                throw new IOException(refused + " of " + requests + " requests were refused");
            }
            return this;
        }
    }

    /** The same request over and over. */
    public static Result get(String url, int connections, int seconds, List<String> headers)
            throws IOException, InterruptedException {
        return run(url, connections, seconds, headers, List.of());
    }

    /** Requests made by a Lua script. */
    public static Result script(Path folder, String lua, String url, int connections, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("load.lua"), lua);
        return run(url, connections, seconds, List.of(), List.of("-s", file.toString()));
    }

    private static Result run(String url, int connections, int seconds, List<String> headers, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Tool.WRK.path(), "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "--latency"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.addAll(more);
        command.add(url);
        String output = Child.run(command, Map.of());
        if (BROKEN.matcher(output).find()) {
            throw new IOException("Connections broke:\n" + output);
        }
        Matcher requests = match(REQUESTS, output);
        Matcher p99 = match(P99, output);
        Matcher refused = REFUSED.matcher(output);
        return new Result(
                Long.parseLong(requests.group(1)),
                seconds(requests.group(2), requests.group(3)),
                seconds(p99.group(1), p99.group(2)) * 1000,
                refused.find() ? Long.parseLong(refused.group(1)) : 0);
    }

    private static Matcher match(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("wrk said something else:\n" + output);
        }
        return matcher;
    }

    private static double seconds(String number, String unit) {
        double value = Double.parseDouble(number);
        return switch (unit) {
            case "us" -> value / 1_000_000;
            case "ms" -> value / 1_000;
            case "m" -> value * 60;
            default -> value;
        };
    }
}
