package io.trunkline.sessions.account;

import org.jspecify.annotations.Nullable;

/**
 * An account and what proves that somebody owns it.
 *
 * @param passwordHash null for who signs in by code only
 */
public record Credentials(Account account, @Nullable String passwordHash) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Credentials[account=" + account.id() + "]";
    }
}
