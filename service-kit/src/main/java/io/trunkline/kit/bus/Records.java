package io.trunkline.kit.bus;

import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.trunkline.events.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Kafka records as events. */
public final class Records {

    private Records() {}

    /**
     * @return null if this build does not know the type: to be passed over
     * @throws CloudEvent.MalformedEvent if the record is not what its topic promises
     */
    public static @Nullable CloudEvent read(ConsumerRecord<String, byte[]> record) {
        return read(record.headers(), record.value());
    }

    /** The same for a record of a batch. */
    public static @Nullable CloudEvent read(KafkaRecord<String, byte[]> record) {
        return read(record.getHeaders(), record.getPayload());
    }

    private static @Nullable CloudEvent read(Headers recordHeaders, byte @Nullable [] data) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : recordHeaders) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return CloudEvent.read(headers, data);
    }
}
