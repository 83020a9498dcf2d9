package io.trunkline.smsproxy.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The timer that ends sessions. What is due stands in the database, so nothing is forgotten while the service is down. */
@ApplicationScoped
class Expiry {

    private final MaskedSessions sessions;

    Expiry(MaskedSessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(every = "1s", identity = "session-expiry", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sessions.expire().replaceWithVoid();
    }
}
