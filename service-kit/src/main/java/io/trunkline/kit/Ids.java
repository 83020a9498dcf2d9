package io.trunkline.kit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Public identifiers: UUIDv7 of RFC 9562, so that ids sort by the time they were given. */
@ApplicationScoped
public class Ids {

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** Not above any id that is given from that moment on (RFC 9562, 5.7): for queries by time. Before 1970 it is the lowest. */
    public static UUID firstAt(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
    }

    public UUID next() {
        return generator.generate();
    }
}
