package io.trunkline.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProgramTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ManualScheduler time = new ManualScheduler();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private ProcessesFile processes;
    private FakeProgram program;
    private SupervisedProgram supervised;

    @BeforeEach
    void superviseAProgramThatRunsUntilItIsTold() {
        supervise("echo its last words; exec sleep 600");
    }

    @AfterEach
    void leaveNothingBehind() {
        supervised.stop(PATIENCE);
    }

    @Test
    void aCrashIsReportedWithTheLastLogLinesAndTheProgramStartsAgain() {
        start();
        await().until(() -> !lastLog().isEmpty());

        crash();

        assertThat(reports).singleElement().asString().contains("exit code 137", "starts again in 1 s", "last words");
        assertThat(program.started).hasSize(1);
        time.move(Duration.ofSeconds(1));
        assertThat(program.started).hasSize(2);
        assertThat(reports.getLast()).isEqualTo("it is back");
    }

    @Test
    void eachCrashDoublesTheDelayUpToHalfAMinuteUntilItHasRunForAMinute() {
        start();
        List<Duration> delays = new ArrayList<>();
        for (int crashes = 0; crashes < 7; crashes++) {
            delays.add(crash());
            time.move(delays.getLast());
        }
        time.move(Duration.ofMinutes(1));
        delays.add(crash());

        assertThat(delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 1L);
    }

    @Test
    void aProgramThatCrashesThreeTimesBeforeItServesIsGivenUp() {
        supervise("echo no database; exit 3");
        program.ready = false;
        start();
        await().until(() -> {
            time.move(Duration.ofSeconds(30));
            return supervised.firstReady().isDone();
        });

        assertThatThrownBy(() -> supervised.firstReady().join())
                .hasMessageContainingAll("it ended with exit code 3, 3 times", "no database");
        assertThat(program.started).hasSize(3);
    }

    @Test
    void readinessIsAskedForUntilTheProgramServes() {
        program.ready = false;
        start();
        assertThat(supervised.firstReady()).isNotDone();

        program.ready = true;
        time.move(Duration.ofMillis(200));

        assertThat(supervised.firstReady()).isCompletedWithValue(Duration.ofMillis(200));
    }

    @Test
    void aStoppedProgramIsNeitherReportedNorStartedAgain() {
        start();

        supervised.stop(PATIENCE);

        // The kernel knows first; Java's own view of the process follows on a thread of its own.
        await().until(() -> !program.last().isAlive());
        time.move(Duration.ofMinutes(5));
        assertThat(program.started).hasSize(1);
        assertThat(reports).isEmpty();
        assertThat(processes.entries()).isEmpty();
    }

    @Test
    void aProgramThatDoesNotListenIsKilledAndThatIsSaid() {
        supervise("trap '' TERM; echo deaf; while :; do sleep 1; done");
        start();
        await().until(() -> !lastLog().isEmpty());

        supervised.stop(Duration.ofMillis(100));

        await().until(() -> !program.last().isAlive());
        assertThat(reports).singleElement().asString().contains("did not end").contains("killed");
    }

    @Test
    void whatRunsIsNotedSoThatTheNextLauncherKnowsIt() {
        start();

        assertThat(processes.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("it");
            assertThat(entry.process().pid()).isEqualTo(program.last().pid());
            assertThat(entry.process().isAlive()).isTrue();
        });
    }

    private void supervise(String command) {
        program = new FakeProgram("it", 1, folder, command);
        processes = new ProcessesFile(folder.resolve("processes"));
        supervised = new SupervisedProgram(program, processes, time, time, reports::add);
    }

    private void start() {
        supervised.start();
        time.run();
    }

    /** Returns when the crash has been taken note of, with the delay until the next start. */
    private Duration crash() {
        program.last().destroyForcibly();
        awaitEndOfLast();
        time.run();
        return time.nextIn();
    }

    /** The end is noticed on another thread, which then hands it to the scheduler. */
    private void awaitEndOfLast() {
        await().until(() -> !program.last().isAlive() && !time.isIdle());
    }

    private List<String> lastLog() throws IOException {
        return LogTail.of(program.log(), 1);
    }
}
