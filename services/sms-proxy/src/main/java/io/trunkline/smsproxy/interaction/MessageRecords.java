package io.trunkline.smsproxy.interaction;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has come in and what has gone out, as one list, newest first. */
@ApplicationScoped
class MessageRecords {

    private static final String INBOUND = """
            select id, true as inbound, session_id, participant_id, null::uuid as inbound_id, sender, recipient, text, carrier, media,
                outcome as status, null::smallint as segments, false as in_doubt, null as error_code, received_at as at
            from inbound_message""";

    private static final String OUTBOUND = """
            select id, false, session_id, participant_id, inbound_id, sender, recipient, text, carrier, media, state, segments,
                in_doubt, error_code, created_at
            from outgoing_message""";

    private final Pool database;

    MessageRecords(Pool database) {
        this.database = database;
    }

    Uni<Page<Interaction>> ofSession(UUID session, PageRequest page) {
        return list("session_id", session, page);
    }

    Uni<Page<Interaction>> ofOwner(UUID owner, PageRequest page) {
        return list("owner", owner, page);
    }

    private Uni<Page<Interaction>> list(String column, UUID value, PageRequest page) {
        String newest = " where " + column + " = $1 and id < $2 order by id desc limit $3";
        String sql = "select * from ((" + INBOUND + newest + ") union all (" + OUTBOUND + newest
                + ")) message order by id desc limit $3";
        return database.preparedQuery(sql)
                .execute(Tuple.of(value, page.before(), page.limitPlusOne()))
                .map(rows -> Page.of(Rows.list(rows, Interaction::of), page, Interaction::id));
    }

    /** Null if the owner has none of that id. */
    Uni<@Nullable Interaction> byId(UUID owner, UUID id) {
        String one = " where owner = $1 and id = $2";
        return database.preparedQuery(INBOUND + one + " union all " + OUTBOUND + one)
                .execute(Tuple.of(owner, id))
                .map(rows -> Rows.firstOrNull(rows, Interaction::of));
    }
}
