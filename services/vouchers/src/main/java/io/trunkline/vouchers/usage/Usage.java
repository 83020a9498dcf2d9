package io.trunkline.vouchers.usage;

import io.trunkline.events.E164;
import io.trunkline.vouchers.ledger.EntryKind;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that an account has used.
 *
 * @param id of the call or message
 * @param quantity seconds or segments, as they were told
 * @param at when its price counts
 */
record Usage(EntryKind kind, UUID id, UUID account, E164 number, long quantity, Instant at) {

    /** What is rated once: {@code call:<id>}. */
    String source() {
        return kind.text() + ":" + id;
    }
}
