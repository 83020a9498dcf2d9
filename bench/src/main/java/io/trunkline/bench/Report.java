package io.trunkline.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what is measured and keeps every raw number in a file. */
public final class Report implements AutoCloseable {

    private final PrintWriter raw;
    private final Path file;
    private final List<String> goals = new ArrayList<>();
    private final Map<String, List<Double>> series = new LinkedHashMap<>();

    Report(String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        file = folder.resolve(name + ".tsv");
        raw = new PrintWriter(Files.newBufferedWriter(file));
        raw.println("# processors: " + Runtime.getRuntime().availableProcessors() + ", java: "
                + Runtime.version() + ", os: " + System.getProperty("os.name") + " "
                + System.getProperty("os.version"));
        raw.println("what\tfigure");
    }

    /** A word to the reader, kept with the numbers. */
    public void note(String text) {
        System.out.println(text);
        raw.println("# " + text);
        raw.flush();
    }

    /** One measured figure of one run; runs of the same thing share its name. */
    public void figure(String what, double value) {
        series.computeIfAbsent(what, key -> new ArrayList<>()).add(value);
        raw.println(what + "\t" + format(value));
        raw.flush();
        System.out.printf(Locale.ROOT, "  %-60s %s%n", what, format(value));
    }

    public double median(String what) {
        double[] values = series.getOrDefault(what, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (values.length == 0) {
            throw new IllegalStateException("Nothing was measured of: " + what);
        }
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** The medians of everything, as a table. */
    public void table() {
        System.out.printf("%n  %-60s %12s %12s %12s%n", "", "median", "least", "most");
        series.forEach((what, values) -> {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "  %-60s %12s %12s %12s%n",
                    what, format(median(what)), format(sorted[0]), format(sorted[sorted.length - 1]));
        });
    }

    /** A goal that is a ratio to a peer; at least {@code aim} is wanted. */
    public void goal(String name, double ours, double peer, double aim) {
        addGoal("%s ours=%s peer=%s ratio=%.2f aim=%.2f".formatted(name, format(ours), format(peer), ours / peer, aim));
    }

    /** A goal without a peer; at most {@code aim} is wanted. */
    public void goalAtMost(String name, double ours, double aim) {
        String ratio = aim == 0 ? "-" : "%.2f".formatted(ours / aim);
        addGoal("%s ours=%s peer=- ratio=%s aim=%s".formatted(name, format(ours), ratio, format(aim)));
    }

    /** A figure beside a peer's that no goal was set for. */
    public void besidePeer(String name, double ours, double peer) {
        addGoal("%s ours=%s peer=%s ratio=%.2f aim=-".formatted(name, format(ours), format(peer), ours / peer));
    }

    /** A figure that no goal was set for. */
    public void goalOpen(String name, double ours) {
        addGoal("%s ours=%s peer=- ratio=- aim=-".formatted(name, format(ours)));
    }

    private void addGoal(String line) {
        goals.add(line);
        raw.println("# " + line);
    }

    List<String> goals() {
        return List.copyOf(goals);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }

    @Override
    public void close() {
        raw.close();
        System.out.println("  raw numbers: " + file);
    }

    /** The percentile of values in ascending order, by the nearest rank. */
    public static double percentile(double[] ascending, double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascending.length);
        return ascending[Math.clamp(rank - 1L, 0, ascending.length - 1)];
    }

    /** A sorted copy. */
    public static double[] ascending(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
