package io.trunkline.smsproxy.interaction;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what nobody has to know any more. A bit at a time, so that it is in nobody's way. */
@ApplicationScoped
class Retention {

    private static final int MOST = 5_000;
    /** Longer than the interval in which a stranger gets no second answer. */
    private static final Duration REPLIES_KEPT = Duration.ofDays(1);

    private static final String INBOUND = """
            delete from inbound_message where id in (
                select id from inbound_message where received_at < $1 limit $2)""";

    private static final String OUTGOING = """
            delete from outgoing_message where id in (
                select id from outgoing_message
                where created_at < $1 and state not in ('queued', 'sending') limit $2)""";

    private static final String PEOPLE = """
            delete from participant where id in (
                select id from participant where left_at < $1 limit $2)""";

    private static final String REPLIES = """
            delete from automatic_reply where (sender, recipient) in (
                select sender, recipient from automatic_reply where replied_at < $1 limit $2)""";

    private final Pool database;
    private final ProxyConfig config;
    private final Clock clock;

    Retention(Pool database, ProxyConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            identity = "retention",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        Instant now = clock.instant();
        Instant before = now.minus(config.retention());
        return delete(INBOUND, before)
                .chain(() -> delete(OUTGOING, before))
                .chain(() -> delete(PEOPLE, before))
                .chain(() -> delete(REPLIES, now.minus(REPLIES_KEPT)));
    }

    private Uni<Void> delete(String sql, Instant before) {
        return database.preparedQuery(sql)
                .execute(Tuple.of(Rows.at(before), MOST))
                .replaceWithVoid();
    }
}
