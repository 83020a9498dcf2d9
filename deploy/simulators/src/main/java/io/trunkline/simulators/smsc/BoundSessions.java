package io.trunkline.simulators.smsc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.session.SMPPServerSession;
import org.jspecify.annotations.Nullable;

/** Who is bound now. */
final class BoundSessions {

    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();

    void add(SMPPServerSession session) {
        sessions.add(session);
    }

    void remove(SMPPServerSession session) {
        sessions.remove(session);
    }

    int count() {
        return sessions.size();
    }

    /** One that can receive: the preferred one if it can, else any; null if there is none. */
    @Nullable
    SMPPServerSession receiver(@Nullable SMPPServerSession preferred) {
        if (preferred != null && receives(preferred)) {
            return preferred;
        }
        return sessions.stream().filter(BoundSessions::receives).findAny().orElse(null);
    }

    private static boolean receives(SMPPServerSession session) {
        return session.getSessionState().isReceivable();
    }

    void closeAll() {
        sessions.forEach(SMPPServerSession::close);
    }
}
