package io.trunkline.smsproxy.session;

import java.util.List;
import java.util.UUID;

/** People of a session, and what the system says to them. */
record Audience(UUID owner, UUID session, SessionTexts texts, List<Seat> seats) {

    static Audience of(MaskedSession session, UUID owner, Seat seat) {
        return new Audience(owner, session.id(), session.texts(), List.of(seat));
    }
}
