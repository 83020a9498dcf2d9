package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.bus.Trace;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.pool.NumberPool.Sharing;
import io.trunkline.smsproxy.session.NewSession.Person;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Starts a session in one statement: finds the number, or in a shared pool one for each person, and writes session, seats and
 * event. Finds none and writes nothing, or does it all.
 *
 * <p>Of two that race for a number of an exclusive pool the second passes over the row that the first holds. Of two that race
 * to put the same person on the same number of a shared pool the second breaks the rule of one seat, and has to be tried again.
 */
@ApplicationScoped
class AllocationStatement {

    private static final String NUMBERS_OF_THE_POOL = """
            n.pool_id = $3::uuid
              and case when $20::text is null then not n.reserved and n.health <> 'out' else n.number = $20::text end""";

    /** The same two people have met by this number, so it lets nobody reach a stranger. */
    private static final String MET_BEFORE = """
            ($21::text = 'sticky' and exists (
                select from participant one join participant other on other.session_id = one.session_id
                where one.number = ($17::text[])[1] and other.number = ($17::text[])[2]
                  and one.proxy_number = n.number))""";

    /** Among numbers that may be taken, the one with the lowest comes first. */
    private static final String RANK = """
            case $21::text
                when 'least-recent' then coalesce(extract(epoch from n.released_at)::float8, 0)
                when 'geographic' then -shared_prefix(n.number, ($17::text[])[1]) + random() / 2
                else random()
            end""";

    private static final String PEOPLE = """
            people as (
                select * from unnest($15::uuid[], $16::text[], $17::text[], $18::text[], $19::text[])
                    with ordinality as person (id, side, number, written, name, place)
            )""";

    private static final String EXCLUSIVE = """
            with chosen as materialized (
                select n.id, n.number from virtual_number n
                where %1$s and n.session_id is null
                  and (not $23::boolean or n.released_at is null or n.released_at <= $14::timestamptz - $22::interval or %2$s)
                order by %2$s desc, n.health = 'poor',
                    coalesce(n.released_at > $14::timestamptz - $22::interval, false),
                    case when coalesce(n.released_at <= $14::timestamptz - $22::interval, true) then %3$s end,
                    n.released_at
                limit 1 for update skip locked
            ), %4$s, seats as (
                select people.*, chosen.number as proxy_number from people cross join chosen
            ), held as (
                update virtual_number set session_id = $1::uuid from chosen where virtual_number.id = chosen.id
            ), """.formatted(NUMBERS_OF_THE_POOL, MET_BEFORE, RANK, PEOPLE);

    private static final String SHARED = """
            with %4$s, taken as materialized (
                select number, proxy_number from participant where number = any ($17::text[]) and left_at is null
            ), rests as materialized (
                select number, proxy_number from participant
                where number = any ($17::text[]) and left_at > $14::timestamptz - $22::interval
            ), usable as materialized (
                select n.number, n.health, %2$s as met, %3$s as rank from virtual_number n
                where %1$s and ($13::text is null or not exists (select from open_seat where proxy_number = n.number))
            ), common as materialized (
                select u.number from usable u
                where not exists (select from taken where taken.proxy_number = u.number)
                  and (not $23::boolean or u.met or not exists (select from rests where rests.proxy_number = u.number))
                order by u.met desc, u.health = 'poor',
                    exists (select from rests where rests.proxy_number = u.number), u.rank
                limit 1
            ), found as (
                select people.*, coalesce((select number from common), (
                    select u.number from usable u
                    where not exists (
                        select from taken where taken.proxy_number = u.number and taken.number = people.number)
                      and (not $23::boolean or not exists (
                        select from rests where rests.proxy_number = u.number and rests.number = people.number))
                    order by u.health = 'poor', exists (
                        select from rests where rests.proxy_number = u.number and rests.number = people.number), u.rank
                    limit 1)) as proxy_number
                from people
            ), seats as materialized (
                select * from found where (select bool_and(proxy_number is not null) from found)
            ), """.formatted(NUMBERS_OF_THE_POOL, MET_BEFORE, RANK, PEOPLE);

    private static final String REST = """
            session as (
                insert into masked_session
                    (id, owner, pool_id, name, status, ttl, ttl_from, closes_at, expires_at, start_text, end_text, expiry_text,
                     honours_stop, open_side, created_at)
                select $1::uuid, $2::uuid, $3::uuid, $4::text, 'open', $5::interval, $6::text, $7::timestamptz, $8::timestamptz, $9::text, $10::text, $11::text, $12::boolean, $13::text, $14::timestamptz
                where exists (select from seats)
            ), opened as (
                insert into open_seat (proxy_number, session_id)
                select proxy_number, $1::uuid from seats where $13::text is not null and place = 1
            ), event as (
                insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
                select $24::uuid, 'sms-proxy.masked-session', $1::text, 'sms-proxy.masked-session.started', $14::timestamptz, $25::text, $26::text
                where exists (select from seats)
            ), joined as (
                insert into participant (id, session_id, side, number, written, name, proxy_number, joined_at)
                select id, $1::uuid, side, number, written, name, proxy_number, $14::timestamptz from seats order by place
            )
            select seats.id, seats.number, seats.proxy_number, v.carrier, v.fallback_carriers
            from seats join virtual_number v on v.number = seats.proxy_number
            order by seats.place""";

    private final Ids ids;

    AllocationStatement(Ids ids) {
        this.ids = ids;
    }

    /** The seats of its people, in their order; none if no number is free. */
    Uni<List<Seat>> execute(SqlClient client, NewSession session) {
        String sql = (session.pool().sharing() == Sharing.SHARED ? SHARED : EXCLUSIVE) + REST;
        return client.preparedQuery(sql).execute(values(session)).map(rows -> Rows.list(rows, Seat::of));
    }

    private Tuple values(NewSession session) {
        String event = CloudEvent.json(new MaskedSessionEvent.Started(session.id(), session.owner(), session.now()));
        return Tuple.tuple()
                .addUUID(session.id())
                .addUUID(session.owner())
                .addUUID(session.pool().id())
                .addString(session.name())
                .addValue(session.ttl() == null ? null : Rows.interval(session.ttl()))
                .addString(Rows.text(session.ttlFrom()))
                .addOffsetDateTime(Rows.atOrNull(session.closesAt()))
                .addOffsetDateTime(Rows.atOrNull(session.expiresAt()))
                .addString(session.texts().start())
                .addString(session.texts().end())
                .addString(session.texts().expiry())
                .addBoolean(session.honoursStop())
                .addString(session.openSide())
                .addOffsetDateTime(Rows.at(session.now()))
                .addArrayOfUUID(session.people().stream().map(Person::id).toArray(UUID[]::new))
                .addArrayOfString(texts(session, Person::side))
                .addArrayOfString(texts(session, person -> person.number().number()))
                .addArrayOfString(texts(session, Person::written))
                .addArrayOfString(texts(session, Person::name))
                .addString(session.number() == null ? null : session.number().number())
                .addString(Rows.text(session.pool().choice()))
                .addValue(Rows.interval(session.pool().coolDown()))
                .addBoolean(session.pool().coolDownStrict())
                .addUUID(ids.next())
                .addString(Trace.parent())
                .addString(event);
    }

    private static String[] texts(NewSession session, Function<Person, String> part) {
        return session.people().stream().map(part).toArray(String[]::new);
    }
}
