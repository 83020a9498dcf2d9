package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.update=true} to write the document anew. */
class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("../docs/api/asyncapi.yaml");

    @Test
    void theDocumentSaysWhatTheRecordsSay() throws IOException {
        String generated = new AsyncApi().document();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, generated);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(generated);
    }
}
