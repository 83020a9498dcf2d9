package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.local.process.ProcessIdentity;
import io.trunkline.local.process.ProcessesFile;
import io.trunkline.local.process.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetCommandTest {
    @TempDir
    Path checkout;

    private SuiteFolder folder;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void createState() throws IOException {
        folder = new SuiteFolder(checkout);
        folder.create();
        Files.writeString(folder.secrets(), "ONE=1");
    }

    @Test
    void deletesAllStateOfASuiteThatIsDown() throws IOException {
        reset();

        assertThat(folder.state()).doesNotExist();
    }

    @Test
    void refusesWhileAnythingOfTheSuiteRuns() throws IOException {
        Process left = new ProcessBuilder("sleep", "600").start();
        try {
            new ProcessesFile(folder.processes())
                    .add(new ProcessesFile.Entry(
                            "left", ProcessIdentity.of(left.pid()).orElseThrow(), 0, Signal.TERM, 0));

            assertThatThrownBy(this::reset).isInstanceOf(CommandFailure.class).hasMessageContaining("./suite down");

            assertThat(folder.secrets()).exists();
            assertThat(left.isAlive()).isTrue();
        } finally {
            left.destroyForcibly();
        }
    }

    private void reset() throws IOException {
        new ResetCommand(folder, new PrintStream(output, true, StandardCharsets.UTF_8)).run();
    }
}
