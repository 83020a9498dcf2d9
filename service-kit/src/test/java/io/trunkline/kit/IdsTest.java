package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final Ids ids = new Ids();

    @Test
    void sortByTheTimeTheyWereGiven() {
        String before = ids.next().toString();
        String after = ids.next().toString();

        assertThat(after).isGreaterThan(before);
    }

    @Test
    void theFirstOfAMomentIsNotAboveAnyOfIt() {
        UUID id = ids.next();
        Instant given = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);

        assertThat(Ids.firstAt(given).toString()).isLessThanOrEqualTo(id.toString());
        assertThat(Ids.firstAt(given.plusMillis(1)).toString()).isGreaterThan(id.toString());
        assertThat(Ids.firstAt(Instant.EPOCH.minusSeconds(1))).isEqualTo(new UUID(0, 0));
    }
}
