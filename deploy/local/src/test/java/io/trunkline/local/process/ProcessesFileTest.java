package io.trunkline.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void whatAKilledLauncherLeftIsEndedByTheNextOne() throws IOException {
        Process below = sleeper();
        Process above = sleeper();
        ProcessesFile before = new ProcessesFile(folder.resolve("processes"));
        before.add(entry("below", identity(below), 0));
        before.add(entry("above", identity(above), 2));

        List<String> ended = new ProcessesFile(folder.resolve("processes")).endLeftovers(PATIENCE);

        assertThat(ended).containsExactly("above", "below");
        await().until(() -> !below.isAlive() && !above.isAlive());
        assertThat(new ProcessesFile(folder.resolve("processes")).entries()).isEmpty();
    }

    @Test
    void aProcessThatOnlyGotTheIdOfOneOfOursIsLeftAlone() throws IOException {
        Process stranger = sleeper();
        ProcessesFile before = new ProcessesFile(folder.resolve("processes"));
        before.add(entry("ours", new ProcessIdentity(stranger.pid(), "an-earlier-start"), 0));

        List<String> ended = new ProcessesFile(folder.resolve("processes")).endLeftovers(PATIENCE);

        assertThat(ended).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void anEntryReadsBackAsItWasWritten() throws IOException {
        ProcessesFile.Entry entry = new ProcessesFile.Entry("postgres", identity(sleeper()), 3, Signal.INT, 15432);
        new ProcessesFile(folder.resolve("processes")).add(entry);

        assertThat(new ProcessesFile(folder.resolve("processes")).entries()).containsExactly(entry);
    }

    @Test
    void aProcessThatEndedIsNotAlive() throws IOException {
        Process process = sleeper();
        ProcessIdentity identity = identity(process);
        assertThat(identity.isAlive()).isTrue();

        process.destroyForcibly();

        await().until(() -> !identity.isAlive());
    }

    private static ProcessesFile.Entry entry(String name, ProcessIdentity process, int stage) {
        return new ProcessesFile.Entry(name, process, stage, Signal.TERM, 0);
    }

    private static ProcessIdentity identity(Process process) {
        return ProcessIdentity.of(process.pid()).orElseThrow();
    }

    private Process sleeper() throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        processes.add(process);
        return process;
    }
}
