package io.trunkline.smsproxy.relay;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owners who want to have a say about messages. */
record Askers(Set<UUID> beforeRelay, Set<UUID> aboutStrangers) {

    static final Askers NOBODY = new Askers(Set.of(), Set.of());

    /** Whether this owner may veto what is passed on. */
    boolean beforeRelay(@Nullable UUID owner) {
        return owner != null && beforeRelay.contains(owner);
    }

    /** Whether this owner says what is done about messages from outside of sessions. */
    boolean aboutStrangers(@Nullable UUID owner) {
        return owner != null && aboutStrangers.contains(owner);
    }
}
