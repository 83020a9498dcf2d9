package io.trunkline.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in its envelope: CloudEvents 1.0, binary content mode of the Kafka protocol binding. Attributes travel as
 * record headers {@code ce_*}, the data as the record's value.
 *
 * @param id UUIDv7; the same for every delivery of the same event
 * @param source the service that published it, {@code /trunkline/<service>}
 * @param traceparent W3C trace context of the request that caused it; null if there was none
 * @param event the data
 */
public record CloudEvent(UUID id, String source, @Nullable String traceparent, Event event) {

    /** CloudEvents Kafka binding §3.2.1: the content type of binary mode is the type of the data. */
    public static final String CONTENT_TYPE = "application/json";

    /** The record headers of an event, without those that are absent. */
    public Map<String, String> headers() {
        return headers(id, source, event.type(), event.key(), event.at(), traceparent);
    }

    /** The same from its parts, for a publisher that holds the data already as text. */
    public static Map<String, String> headers(
            UUID id, String source, String type, String subject, Instant time, @Nullable String traceparent) {
        Map<String, String> headers = LinkedHashMap.newLinkedHashMap(8);
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_subject", subject);
        headers.put("ce_time", time.toString());
        headers.put("content-type", CONTENT_TYPE);
        if (traceparent != null) {
            headers.put("traceparent", traceparent);
        }
        return headers;
    }

    /** The record's value. */
    public byte[] data() {
        return json(event).getBytes(StandardCharsets.UTF_8);
    }

    public static String json(Event event) {
        try {
            return EventJson.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("An event that JSON cannot hold: " + event.type(), unwritable);
        }
    }

    /**
     * Reads a record.
     *
     * @return null if the type is one that this build does not know: to be passed over, types only grow
     * @throws MalformedEvent if it is no CloudEvent 1.0 or its data does not fit its type: no retry can cure that
     */
    public static @Nullable CloudEvent read(Map<String, String> headers, byte @Nullable [] data) {
        if (!"1.0".equals(headers.get("ce_specversion"))) {
            throw new MalformedEvent("Not a CloudEvent 1.0 in binary mode");
        }
        UUID id = idOf(required(headers, "ce_id"));
        String source = required(headers, "ce_source");
        Class<? extends Event> type = Topic.recordOf(required(headers, "ce_type"));
        if (type == null) {
            return null;
        }
        return new CloudEvent(id, source, headers.get("traceparent"), dataOf(type, data));
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedEvent("Without " + name);
        }
        return value;
    }

    private static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw new MalformedEvent("ce_id is not a UUID", notOurs);
        }
    }

    private static Event dataOf(Class<? extends Event> type, byte @Nullable [] data) {
        if (data == null || data.length == 0) {
            throw new MalformedEvent("Without data");
        }
        try {
            Event event = EventJson.MAPPER.readValue(data, type);
            if (event == null) {
                throw new MalformedEvent("The data is null");
            }
            requireComplete(event);
            return event;
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            throw new MalformedEvent("The data does not fit " + type.getSimpleName(), unreadable);
        }
    }

    /** A consumer must never meet a null where the record promises a value. */
    private static void requireComplete(Event event) {
        for (var component : event.getClass().getRecordComponents()) {
            boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            try {
                if (!mayBeAbsent && component.getAccessor().invoke(event) == null) {
                    throw new MalformedEvent("Without " + component.getName());
                }
            } catch (ReflectiveOperationException unreachable) {
                throw new IllegalStateException(unreachable);
            }
        }
    }

    /** A record on the bus that is not what its topic promises. */
    public static final class MalformedEvent extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedEvent(String reason) {
            super(reason);
        }

        MalformedEvent(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
