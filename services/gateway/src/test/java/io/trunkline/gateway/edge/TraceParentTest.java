package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void readsAndWritesTheSame() {
        TraceParent trace = TraceParent.parse(VALID);

        assertThat(trace.header()).isEqualTo(VALID);
        assertThat(trace.withSampled(false).header()).isEqualTo(VALID.replace("-01", "-00"));
    }

    @Test
    void beginsOneThatItCanRead() {
        TraceParent begun = TraceParent.begin(UUID.fromString("01a1fc19-a1cc-75df-a870-4900097c2f84"), true);

        assertThat(TraceParent.parse(begun.header())).isEqualTo(begun);
        assertThat(begun.traceId()).isEqualTo("01a1fc19a1cc75dfa8704900097c2f84");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c+b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x"
            })
    void passesOverWhatIsNotWellFormed(String header) {
        assertThat(TraceParent.parse(header)).isNull();
    }
}
