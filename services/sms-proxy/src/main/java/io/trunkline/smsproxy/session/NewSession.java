package io.trunkline.smsproxy.session;

import io.trunkline.events.E164;
import io.trunkline.smsproxy.pool.NumberPool;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session to be started.
 *
 * @param number the virtual number to be used; null lets the pool choose
 * @param expiresAt when it ends if nobody writes; never before now, save that an old API may ask for it
 */
public record NewSession(
        UUID id,
        UUID owner,
        NumberPool pool,
        @Nullable String name,
        List<Person> people,
        @Nullable E164 number,
        @Nullable Duration ttl,
        TtlFrom ttlFrom,
        @Nullable Instant closesAt,
        @Nullable Instant expiresAt,
        SessionTexts texts,
        boolean honoursStop,
        @Nullable String openSide,
        Instant now) {

    /** Somebody who is to be in it. */
    public record Person(
            UUID id,
            String side,
            E164 number,
            String written,
            @Nullable String name) {}
}
