package io.trunkline.sessions.account;

import io.trunkline.events.E164;
import io.trunkline.events.sessions.AccountEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param phone proved; null for who has a login instead
 * @param language BCP 47; null if never chosen
 * @param roles never empty
 * @param deactivatedAt since when it may not be used any more; null if it may
 */
public record Account(
        UUID id,
        @Nullable E164 phone,
        @Nullable String login,
        @Nullable String name,
        @Nullable String language,
        Set<String> roles,
        Instant createdAt,
        @Nullable Instant deactivatedAt) {

    public Account {
        roles = Set.copyOf(roles);
    }

    public boolean isActive() {
        return deactivatedAt == null;
    }

    AccountEvent.Registered registered() {
        return new AccountEvent.Registered(id, phone, login, name, roles, createdAt);
    }

    AccountEvent.Updated updated(Instant now) {
        return new AccountEvent.Updated(id, phone, login, name, language, roles, now);
    }
}
