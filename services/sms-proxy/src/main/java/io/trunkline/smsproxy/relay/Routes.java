package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.relay.Route.Reader;
import io.trunkline.smsproxy.relay.Route.WriterSeat;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks up where messages belong: of many with two statements. */
@ApplicationScoped
class Routes {

    /** A session whose time is over but which nobody has ended yet counts as ended. */
    private static final String ROUTES = """
            select i.place, n.owner, n.carrier, n.fallback_carriers, own.id is not null as from_own, seat.id as participant_id,
                s.id as session_id, seat.side, s.honours_stop, s.ttl_from, open.session_id as open_session,
                o.since is not null as opted_out, r.replied_at
            from unnest($1::text[], $2::text[]) with ordinality as i (recipient, sender, place)
            left join virtual_number n on n.number = i.recipient
            left join virtual_number own on own.number = i.sender
            left join participant seat
                on seat.proxy_number = i.recipient and seat.number = i.sender and seat.left_at is null
            left join masked_session s
                on s.id = seat.session_id and s.status = 'open' and (s.expires_at is null or s.expires_at > $3::timestamptz)
            left join open_seat open on open.proxy_number = i.recipient
            left join opt_out o on o.owner = n.owner and o.number = i.sender
            left join automatic_reply r on r.sender = i.recipient and r.recipient = i.sender
            order by i.place""";

    private static final String READERS = """
            select p.session_id, p.id, p.side, p.number, p.proxy_number, v.carrier, v.fallback_carriers,
                'mms' = any (v.capabilities) as takes_media, o.since is not null as opted_out
            from participant p
            join virtual_number v on v.number = p.proxy_number
            left join opt_out o on o.owner = v.owner and o.number = p.number
            where p.session_id = any ($1::uuid[]) and p.left_at is null
            order by p.id""";

    /**
     * The first to write in takes the open seat; the others are strangers again. The sessions are locked before their seats, as
     * by whoever ends them.
     */
    private static final String JOIN = """
            with writer as (
                select distinct on (recipient) * from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality
                    as i (recipient, sender, id, place)
                order by recipient, place
            ), joined as materialized (
                select s.id as session_id, s.open_side, writer.id, writer.sender, writer.recipient
                from writer
                join open_seat on open_seat.proxy_number = writer.recipient
                join masked_session s on s.id = open_seat.session_id
                where s.status = 'open' and s.open_side is not null and (s.expires_at is null or s.expires_at > $4::timestamptz)
                order by s.id for update of s
            ), taken as (
                delete from open_seat using joined where open_seat.proxy_number = joined.recipient
            ), closed as (
                update masked_session set open_side = null from joined where masked_session.id = joined.session_id
            )
            insert into participant (id, session_id, side, number, written, proxy_number, joined_at)
            select id, session_id, open_side, sender, sender, recipient, $4::timestamptz from joined""";

    /** A route for each message, in their order. */
    Uni<List<Route>> find(SqlConnection transaction, List<Incoming> messages, Instant now) {
        return look(transaction, messages, now)
                .chain(routes -> joins(transaction, messages, routes, now)
                        .chain(joined -> joined
                                ? look(transaction, messages, now)
                                : Uni.createFrom().item(routes)))
                .chain(routes -> withReaders(transaction, routes));
    }

    private Uni<List<Route>> look(SqlClient client, List<Incoming> messages, Instant now) {
        return client.preparedQuery(ROUTES)
                .execute(Tuple.of(
                        messages.stream().map(Incoming::recipient).toArray(String[]::new),
                        messages.stream().map(Incoming::sender).toArray(String[]::new),
                        Rows.at(now)))
                .map(rows -> Rows.list(rows, row -> row))
                .map(rows -> routes(rows, messages));
    }

    private static List<Route> routes(List<Row> rows, List<Incoming> messages) {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            routes.add(route(rows.get(i), messages.get(i)));
        }
        return routes;
    }

    private static Route route(Row row, Incoming message) {
        String carrier = row.getString("carrier");
        return new Route(
                row.getUUID("owner"),
                carrier == null ? message.carrier() : carrier,
                carrier == null ? List.of() : List.of(row.getArrayOfStrings("fallback_carriers")),
                row.getBoolean("from_own"),
                seat(row),
                row.getUUID("open_session"),
                row.getBoolean("opted_out"),
                Rows.instant(row, "replied_at"),
                List.of());
    }

    private static @Nullable WriterSeat seat(Row row) {
        UUID session = row.getUUID("session_id");
        return session == null
                ? null
                : new WriterSeat(
                        row.getUUID("participant_id"),
                        session,
                        row.getString("side"),
                        row.getBoolean("honours_stop"),
                        row.getString("ttl_from").equals("last-message"));
    }

    /** False if nobody has joined a session just now. */
    private Uni<Boolean> joins(SqlClient client, List<Incoming> messages, List<Route> routes, Instant now) {
        List<Incoming> joining = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Route route = routes.get(i);
            boolean maySit = route.seat() == null
                    && !route.fromOwnNumber()
                    && messages.get(i).writer() != null;
            if (route.openSession() != null && maySit) {
                joining.add(messages.get(i));
            }
        }
        if (joining.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return client.preparedQuery(JOIN)
                .execute(Tuple.of(
                        joining.stream().map(Incoming::recipient).toArray(String[]::new),
                        joining.stream().map(Incoming::sender).toArray(String[]::new),
                        joining.stream().map(Incoming::id).toArray(UUID[]::new),
                        Rows.at(now)))
                .replaceWith(true);
    }

    private Uni<List<Route>> withReaders(SqlClient client, List<Route> routes) {
        UUID[] sessions = routes.stream()
                .map(Route::seat)
                .filter(Objects::nonNull)
                .map(WriterSeat::session)
                .distinct()
                .toArray(UUID[]::new);
        if (sessions.length == 0) {
            return Uni.createFrom().item(routes);
        }
        return client.preparedQuery(READERS).execute(Tuple.of(sessions)).map(rows -> {
            Map<UUID, List<Reader>> readers = new HashMap<>();
            rows.forEach(row -> readers.computeIfAbsent(row.getUUID("session_id"), id -> new ArrayList<>())
                    .add(reader(row)));
            return routes.stream().map(route -> withReaders(route, readers)).toList();
        });
    }

    private static Reader reader(Row row) {
        return new Reader(
                row.getUUID("id"),
                row.getString("side"),
                E164.of(row.getString("number")),
                row.getString("proxy_number"),
                row.getString("carrier"),
                List.of(row.getArrayOfStrings("fallback_carriers")),
                row.getBoolean("takes_media"),
                row.getBoolean("opted_out"));
    }

    private static Route withReaders(Route route, Map<UUID, List<Reader>> readers) {
        WriterSeat seat = route.seat();
        return seat == null
                ? route
                : new Route(
                        route.owner(),
                        route.carrier(),
                        route.fallbacks(),
                        route.fromOwnNumber(),
                        seat,
                        route.openSession(),
                        route.optedOut(),
                        route.repliedAt(),
                        readers.getOrDefault(seat.session(), List.of()));
    }
}
