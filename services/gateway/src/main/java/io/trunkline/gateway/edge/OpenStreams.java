package io.trunkline.gateway.edge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.gateway.GatewayConfig;
import io.trunkline.kit.auth.RevokedSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets and event streams that sessions have open. A token is checked when a stream begins; when its session ends,
 * the stream ends with it.
 */
@ApplicationScoped
class OpenStreams {

    private final RevokedSessions revoked;
    private final int most;
    private final Map<UUID, Set<OpenStream>> bySession = new ConcurrentHashMap<>();

    OpenStreams(RevokedSessions revoked, GatewayConfig config) {
        this.revoked = revoked;
        this.most = config.streams().perSession();
    }

    /** One of them. */
    final class OpenStream {

        private final UUID session;
        private final Runnable end;

        private OpenStream(UUID session, Runnable end) {
            this.session = session;
            this.end = end;
        }

        /** It has ended by itself. */
        void ended() {
            bySession.computeIfPresent(session, (id, streams) -> {
                streams.remove(this);
                return streams.isEmpty() ? null : streams;
            });
        }
    }

    void start(@Observes StartupEvent event) {
        revoked.whenRevoked(this::end);
    }

    /** Otherwise they would hold up the shutdown for as long as it is allowed to take. */
    void stop(@Observes ShutdownEvent event) {
        Set.copyOf(bySession.keySet()).forEach(this::end);
    }

    /**
     * A stream begins.
     *
     * @param end closes it; called from any thread, at most once
     * @return null if the session has too many open
     */
    @Nullable
    OpenStream begun(UUID session, Runnable end) {
        OpenStream stream = new OpenStream(session, end);
        Set<OpenStream> now = bySession.compute(session, (id, streams) -> {
            Set<OpenStream> open = streams == null ? ConcurrentHashMap.newKeySet() : streams;
            if (open.size() < most) {
                open.add(stream);
            }
            return open;
        });
        if (!now.contains(stream)) {
            return null;
        }
        // It may have been revoked between the check of the token and this.
        if (revoked.contains(session)) {
            end(session);
        }
        return stream;
    }

    private void end(UUID session) {
        Set<OpenStream> streams = bySession.remove(session);
        if (streams != null) {
            new HashSet<>(streams).forEach(stream -> stream.end.run());
        }
    }

    int count() {
        return bySession.values().stream().mapToInt(Set::size).sum();
    }
}
