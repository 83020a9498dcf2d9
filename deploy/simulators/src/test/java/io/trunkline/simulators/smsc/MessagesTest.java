package io.trunkline.simulators.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Messages messages = new Messages();

    @Test
    void keepsTheLastThousandNewestFirst() {
        for (int number = 1; number <= 1_003; number++) {
            receive("+447700900001", "text " + number, NOON);
        }

        assertThat(messages.list(null, null)).hasSize(1_000);
        assertThat(messages.list(null, null).getFirst().text()).isEqualTo("text 1003");
        assertThat(messages.list(null, null).getLast().text()).isEqualTo("text 4");
    }

    @Test
    void keepsFewerOfVeryLongOnes() {
        for (int number = 1; number <= 100; number++) {
            receive("+447700900001", "x".repeat(60_000), NOON);
        }

        assertThat(messages.list(null, null)).hasSize(33);
    }

    @Test
    void findsThoseOfATelephoneAfterAMoment() {
        receive("+447700900001", "early", NOON);
        receive("+447700900002", "another's", NOON.plusSeconds(1));
        receive("+447700900001", "late", NOON.plusSeconds(1));

        assertThat(messages.list("+447700900001", NOON))
                .extracting(Message::text)
                .containsExactly("late");
    }

    private void receive(String to, String text, Instant at) {
        messages.add(to, "Trunkline", text, Alphabet.GSM_7, 1, at);
    }
}
