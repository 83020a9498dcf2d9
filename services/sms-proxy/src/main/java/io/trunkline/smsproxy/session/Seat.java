package io.trunkline.smsproxy.session;

import io.trunkline.events.E164;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/**
 * Where a participant can be reached: the real number, the number that messages come from, and the carriers that may send
 * from it, the preferred one first.
 */
public record Seat(UUID participant, E164 number, E164 proxyNumber, String carrier, List<String> fallbackCarriers) {

    static Seat of(Row row) {
        return new Seat(
                row.getUUID("id"),
                E164.of(row.getString("number")),
                E164.of(row.getString("proxy_number")),
                row.getString("carrier"),
                List.of(row.getArrayOfStrings("fallback_carriers")));
    }
}
