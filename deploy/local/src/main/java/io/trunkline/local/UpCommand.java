package io.trunkline.local;

import io.trunkline.local.process.ProcessIdentity;
import io.trunkline.local.process.ProcessMemory;
import io.trunkline.local.process.ProcessesFile;
import io.trunkline.local.process.Program;
import io.trunkline.local.process.Scheduler;
import io.trunkline.local.process.Signal;
import io.trunkline.local.process.StartFailure;
import io.trunkline.local.process.Supervisor;
import io.trunkline.local.program.Settings;
import io.trunkline.local.program.SuitePrograms;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts the suite and keeps it running until this process is told to end. */
final class UpCommand {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    /** Long enough to write a class archive on a busy machine. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    /** A start of PostgreSQL holds one for its whole length; the others poll. */
    private static final int THREADS = 4;
    /** The launcher's own entry: the last to go. */
    private static final int LAUNCHER_STAGE = -1;

    private final SuiteFolder folder;
    private final Settings settings;
    private final Instant called;
    private final PrintStream out;

    /** @param called when the person at the terminal gave the command, which is before Java started */
    UpCommand(SuiteFolder folder, Settings settings, Instant called, PrintStream out) {
        this.folder = folder;
        this.settings = settings;
        this.called = called;
        this.out = out;
    }

    /** Returns only if the start fails: otherwise the process ends by a signal, after everything has been stopped. */
    void run() throws IOException, InterruptedException {
        folder.create();
        SuiteLock lock = SuiteLock.acquire(folder.lock()).orElseThrow(this::alreadyRunning);
        ProcessesFile processes = new ProcessesFile(folder.processes());
        endLeftovers(processes);
        List<Program> programs = new SuitePrograms(settings, folder).prepare();

        noteLauncher(processes);
        Supervisor supervisor = new Supervisor(programs, processes, scheduler(), Clock.systemUTC(), this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, processes, lock), "suite-stop"));
        start(supervisor);
        sayReady();
        new CountDownLatch(1).await();
    }

    private Scheduler scheduler() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                THREADS, Thread.ofPlatform().daemon().factory());
        return (delay, task) -> {
            var unused = threads.schedule(reported(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    private void endLeftovers(ProcessesFile processes) throws IOException {
        List<String> ended = processes.endLeftovers(STOP_PATIENCE);
        if (!ended.isEmpty()) {
            say("Stopped what a killed launcher had left running: " + String.join(", ", ended));
        }
    }

    private void noteLauncher(ProcessesFile processes) {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        processes.add(new ProcessesFile.Entry(Launcher.NAME, self, LAUNCHER_STAGE, Signal.TERM, 0));
    }

    private void start(Supervisor supervisor) throws InterruptedException {
        say("Starting PostgreSQL, Kafka, simulators and services; logs are in " + folder.display(folder.logs()));
        try {
            supervisor.start(START_PATIENCE);
        } catch (StartFailure e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private void sayReady() {
        ProcessMemory memory = ProcessMemory.ofTree(ProcessHandle.current());
        say("started in %.1f s; %s MB resident in all processes (each shared page counted once: PSS; RSS %s MB)"
                .formatted(
                        Duration.between(called, Instant.now()).toMillis() / 1000.0,
                        ProcessMemory.megabytes(memory.shared()),
                        ProcessMemory.megabytes(memory.resident())));
        say("admin: login \"admin\", password in " + folder.display(folder.adminPassword()));
        say("ready  http://localhost:" + settings.ports().gateway());
    }

    private void stop(Supervisor supervisor, ProcessesFile processes, SuiteLock lock) {
        say("Stopping services, then Kafka, then PostgreSQL");
        supervisor.stop(STOP_PATIENCE);
        processes.remove(Launcher.NAME);
        try {
            lock.close();
        } catch (IOException e) {
            say("The lock is left to the system: " + e.getMessage());
        }
        say("stopped");
    }

    /** What goes wrong in the background must not vanish with its thread. */
    private Runnable reported(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                say("The launcher failed: " + e);
            }
        };
    }

    private CommandFailure alreadyRunning() {
        return new CommandFailure("The suite is running already: see ./suite status, stop it with ./suite down");
    }

    private void say(String line) {
        synchronized (out) {
            out.print(line + "\n");
            out.flush();
        }
    }
}
