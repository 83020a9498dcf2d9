package io.trunkline.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndKept() throws Exception {
        Path file = folder.resolve("secrets.properties");
        String first = Secrets.in(file).get("ONE");
        Secrets.in(file).get("TWO");

        assertThat(Secrets.in(file).get("ONE"))
                .isEqualTo(first)
                .isNotEqualTo(Secrets.in(file).get("TWO"));
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
    }

    @Test
    void onlyTheirOwnerMayReadThem() throws Exception {
        Path file = folder.resolve("secrets.properties");
        Secrets.in(file).get("ONE");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
