package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trunkline.events.CloudEvent.MalformedEvent;
import io.trunkline.events.sessions.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private static final UUID ID = UUID.fromString("0195b1c0-0000-7000-8000-00000000000a");
    private static final SessionEvent.Revoked EVENT = (SessionEvent.Revoked) Samples.ALL.get(6);
    private static final CloudEvent SENT =
            new CloudEvent(ID, "/trunkline/sessions", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", EVENT);

    @Test
    void travelsInTheBinaryModeOfTheKafkaBinding() {
        assertThat(SENT.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", ID.toString())
                .containsEntry("ce_source", "/trunkline/sessions")
                .containsEntry("ce_type", "sessions.session.revoked")
                .containsEntry("ce_subject", EVENT.sessionId().toString())
                .containsEntry("ce_time", "2026-03-01T12:00:00.123Z")
                .containsEntry("content-type", "application/json")
                .containsEntry("traceparent", SENT.traceparent());
    }

    @Test
    void aTypeOfTheFutureIsPassedOver() {
        assertThat(CloudEvent.read(with("ce_type", "sessions.session.moved"), SENT.data()))
                .isNull();
    }

    @Test
    void anEnumValueOfTheFutureIsUnderstoodAsOther() {
        String data = new String(SENT.data(), StandardCharsets.UTF_8).replace("SIGNED_OUT", "ABDUCTED");

        CloudEvent read = CloudEvent.read(SENT.headers(), data.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isNotNull();
        assertThat(((SessionEvent.Revoked) read.event()).reason()).isEqualTo(SessionEvent.Reason.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
    void withoutARequiredAttributeItIsMalformed(String attribute) {
        Map<String, String> headers = new HashMap<>(SENT.headers());
        headers.remove(attribute);

        assertMalformed(headers, SENT.data());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "not json",
                "{}",
                "{\"sessionId\":\"x\"}",
                "{\"sessionId\":\"0195b1c0-0000-7000-8000-000000000003\"}"
            })
    void dataThatDoesNotFitItsTypeIsMalformed(String data) {
        assertMalformed(SENT.headers(), data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTombstoneIsMalformed() {
        assertMalformed(SENT.headers(), null);
    }

    private static void assertMalformed(Map<String, String> headers, byte @Nullable [] data) {
        assertThatExceptionOfType(MalformedEvent.class).isThrownBy(() -> CloudEvent.read(headers, data));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(SENT.headers());
        headers.put(name, value);
        return headers;
    }
}
