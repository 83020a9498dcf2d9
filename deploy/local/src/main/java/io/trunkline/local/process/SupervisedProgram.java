package io.trunkline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A program that is kept running: a crash is reported with its last log lines, and it is started again after a while. */
final class SupervisedProgram {
    /** Each answer costs a service that is busy starting a look at its database and its bus. */
    private static final Duration READINESS_POLL = Duration.ofMillis(200);
    /** A program that never served is not going to: it lacks something that waiting does not bring. */
    private static final int FUTILE_STARTS = 3;

    private static final int LINES_IN_REPORT = 15;

    private final Program program;
    private final ProcessesFile processes;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Consumer<String> report;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();

    private @Nullable Process process;
    private Instant started = Instant.EPOCH;
    private int startsWithoutReadiness;
    private boolean stopping;

    SupervisedProgram(
            Program program, ProcessesFile processes, Scheduler scheduler, Clock clock, Consumer<String> report) {
        this.program = program;
        this.processes = processes;
        this.scheduler = scheduler;
        this.clock = clock;
        this.report = report;
    }

    Program program() {
        return program;
    }

    /** Completed with the time it took when the program first serves; exceptionally after three starts in vain. */
    CompletableFuture<Duration> firstReady() {
        return firstReady;
    }

    /** Starts the program; returns at once if it is being stopped. */
    synchronized void start() {
        if (stopping) {
            return;
        }
        started = clock.instant();
        startsWithoutReadiness++;
        try {
            LogTail.rotate(program.log());
            Process begun = program.start();
            process = begun;
            note(begun);
            var unused = begun.onExit().thenRun(() -> scheduler.after(Duration.ZERO, () -> ended(begun)));
            scheduler.after(Duration.ZERO, () -> checkReady(begun));
        } catch (IOException | UncheckedIOException e) {
            restartLater("does not start: " + e.getMessage());
        }
    }

    /** Asks the program to end and waits; kills it when {@code patience} is over. It is not started again. */
    void stop(Duration patience) {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last != null) {
            end(last, patience);
            processes.remove(program.name());
        }
    }

    private void note(Process begun) {
        // A child that has ended already has no identity; its end is on the way.
        ProcessIdentity.of(begun.pid())
                .ifPresent(identity -> processes.add(new ProcessesFile.Entry(
                        program.name(), identity, program.stage(), program.signal(), program.port())));
    }

    private void checkReady(Process begun) {
        if (!begun.isAlive()) {
            return;
        }
        if (program.isReady()) {
            becameReady();
        } else {
            scheduler.after(READINESS_POLL, () -> checkReady(begun));
        }
    }

    private synchronized void becameReady() {
        startsWithoutReadiness = 0;
        boolean first = firstReady.complete(Duration.between(started, clock.instant()));
        if (!first) {
            report.accept(program.name() + " is back");
        }
    }

    private synchronized void ended(Process gone) {
        if (!stopping) {
            processes.remove(program.name());
            restartLater("ended with exit code " + gone.exitValue());
        }
    }

    private void restartLater(String what) {
        if (startsWithoutReadiness >= FUTILE_STARTS && !firstReady.isDone()) {
            firstReady.completeExceptionally(new IllegalStateException("%s %s, %d times without ever serving%s"
                    .formatted(program.name(), what, FUTILE_STARTS, lastLines())));
            return;
        }
        Duration delay = backoff.after(Duration.between(started, clock.instant()));
        report.accept("%s %s, starts again in %d s%s".formatted(program.name(), what, delay.toSeconds(), lastLines()));
        scheduler.after(delay, this::start);
    }

    private String lastLines() {
        try {
            List<String> lines = LogTail.of(program.log(), LINES_IN_REPORT);
            return "; last lines of " + program.log() + ":\n    " + String.join("\n    ", lines);
        } catch (IOException e) {
            return "; its log cannot be read: " + e.getMessage();
        }
    }

    private void end(Process last, Duration patience) {
        try {
            ProcessIdentity identity = ProcessIdentity.of(last.pid()).orElse(null);
            if (identity != null && last.isAlive() && !Termination.end(identity, program.signal(), patience)) {
                report.accept(program.name() + " did not end in " + patience.toSeconds() + " s and was killed");
            }
        } catch (IOException e) {
            last.destroyForcibly();
            report.accept(program.name() + " could not be asked to end and was killed: " + e.getMessage());
        }
    }
}
