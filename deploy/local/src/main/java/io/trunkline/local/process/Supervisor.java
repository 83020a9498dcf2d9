package io.trunkline.local.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Starts programs stage by stage, keeps them running, and stops them the other way round: a stage is not touched before
 * the ones above it are gone, so that services take leave of Kafka and PostgreSQL.
 */
public final class Supervisor {
    private final List<SupervisedProgram> programs;
    private final Scheduler scheduler;
    private final Consumer<String> report;

    /** @param report takes lines for the person at the terminal */
    public Supervisor(
            List<? extends Program> programs,
            ProcessesFile processes,
            Scheduler scheduler,
            Clock clock,
            Consumer<String> report) {
        this.programs = programs.stream()
                .map(program -> new SupervisedProgram(program, processes, scheduler, clock, report))
                .toList();
        this.scheduler = scheduler;
        this.report = report;
    }

    /**
     * Starts everything and returns when all of it serves.
     *
     * @param patience for each stage
     * @throws StartFailure if a program is not ready in time, or crashes again and again
     */
    public void start(Duration patience) throws StartFailure, InterruptedException {
        for (List<SupervisedProgram> stage : stages(Comparator.naturalOrder())) {
            for (SupervisedProgram program : stage) {
                scheduler.after(Duration.ZERO, program::start);
            }
            awaitReady(stage, patience);
        }
    }

    /** Stops everything and returns when all of it is gone. May be called while {@link #start} is under way. */
    public void stop(Duration patience) {
        for (List<SupervisedProgram> stage : stages(Comparator.reverseOrder())) {
            List<Thread> stops = stage.stream()
                    .map(program -> Thread.ofPlatform().start(() -> program.stop(patience)))
                    .toList();
            stops.forEach(Supervisor::join);
        }
    }

    private List<List<SupervisedProgram>> stages(Comparator<Integer> order) {
        return new ArrayList<>(programs.stream()
                .collect(Collectors.groupingBy(
                        supervised -> supervised.program().stage(), () -> new TreeMap<>(order), Collectors.toList()))
                .values());
    }

    private void awaitReady(List<SupervisedProgram> stage, Duration patience)
            throws StartFailure, InterruptedException {
        CompletableFuture<?>[] all = stage.stream()
                .map(program -> program.firstReady().thenAccept(time -> reportReady(program, time)))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StartFailure("Not ready after " + patience.toSeconds() + " s: " + late(stage));
        } catch (ExecutionException e) {
            throw new StartFailure(
                    String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
        }
    }

    private static String late(List<SupervisedProgram> stage) {
        return stage.stream()
                .filter(program -> !program.firstReady().isDone())
                .map(program ->
                        program.program().name() + " (" + program.program().log() + ")")
                .collect(Collectors.joining(", "));
    }

    private void reportReady(SupervisedProgram program, Duration time) {
        report.accept("  %-12s ready after %4.1f s  port %d"
                .formatted(
                        program.program().name(),
                        time.toMillis() / 1000.0,
                        program.program().port()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
