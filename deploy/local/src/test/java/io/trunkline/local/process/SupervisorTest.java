package io.trunkline.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final List<String> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void stagesStartInOrderAndStopTheOtherWayRound() throws Exception {
        String script = "echo start $0 >> order; trap 'echo stop $0 >> order; kill $!; exit' TERM; sleep 600 & wait";
        Supervisor supervisor = supervisor(
                new FakeProgram("above", 1, folder, script.replace("$0", "above")),
                new FakeProgram("below", 0, folder, script.replace("$0", "below")) {
                    @Override
                    public boolean isReady() {
                        return Files.exists(folder.resolve("order"));
                    }
                });

        supervisor.start(PATIENCE);
        await().until(() -> Files.readAllLines(folder.resolve("order")).size() == 2);
        supervisor.stop(PATIENCE);

        assertThat(folder.resolve("order")).hasContent("start below\nstart above\nstop above\nstop below");
        assertThat(reports).hasSize(2).allMatch(line -> line.contains("ready after"));
    }

    @Test
    void aProgramThatIsNotReadyInTimeIsNamedWithItsLog() {
        FakeProgram slow = new FakeProgram("slow", 0, folder, "exec sleep 600");
        slow.ready = false;
        Supervisor supervisor = supervisor(slow);

        assertThatThrownBy(() -> supervisor.start(Duration.ofMillis(200)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContainingAll("slow", slow.log().toString());
        supervisor.stop(PATIENCE);
        assertThat(slow.last().isAlive()).isFalse();
    }

    private Supervisor supervisor(Program... programs) {
        return new Supervisor(
                List.of(programs),
                new ProcessesFile(folder.resolve("processes")),
                (delay, task) -> {
                    var unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                },
                Clock.systemUTC(),
                reports::add);
    }
}
