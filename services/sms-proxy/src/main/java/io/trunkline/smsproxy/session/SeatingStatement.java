package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.session.NewSession.Person;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seats somebody in a session that is open already: by a number that others in it see, if this person sees that in no other
 * session; otherwise, in a shared pool, by another one.
 */
@ApplicationScoped
class SeatingStatement {

    private static final String SEAT = """
            with own as materialized (
                select distinct proxy_number from participant where session_id = $2::uuid and left_at is null
            ), rests as materialized (
                select proxy_number from participant join pool on pool.id = $8::uuid
                where number = $4::text and session_id <> $2::uuid and left_at > $7::timestamptz - pool.cool_down
            ), chosen as (
                select n.number, n.carrier, n.fallback_carriers
                from virtual_number n join pool on pool.id = n.pool_id
                where n.pool_id = $8::uuid and case pool.sharing
                    when 'exclusive' then n.session_id = $2::uuid
                    else (not n.reserved and n.health <> 'out' or n.number in (select proxy_number from own))
                        and (not pool.cool_down_strict or n.number not in (select proxy_number from rests))
                        and not exists (
                            select from participant taken
                            where taken.proxy_number = n.number and taken.number = $4::text and taken.left_at is null)
                    end
                order by n.number in (select proxy_number from own) desc, n.health = 'poor',
                    n.number in (select proxy_number from rests), random()
                limit 1
            ), seated as (
                insert into participant (id, session_id, side, number, written, name, proxy_number, joined_at)
                select $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, number, $7::timestamptz from chosen
                returning id, number, proxy_number
            )
            select seated.id, seated.number, seated.proxy_number, chosen.carrier, chosen.fallback_carriers from seated, chosen""";

    private static final String STOP_WAITING = """
            with waiting as (
                update masked_session set open_side = null where id = $1 and open_side = $2 returning id
            )
            delete from open_seat using waiting where session_id = waiting.id""";

    private static final String LEAVE = """
            with gone as (
                update participant set left_at = $3::timestamptz where session_id = $1 and id = $2 and left_at is null
                returning id, number, proxy_number
            )
            select gone.id, gone.number, gone.proxy_number, v.carrier, v.fallback_carriers
            from gone join virtual_number v on v.number = gone.proxy_number""";

    /** Null if no number is free for this person. The session is locked by the caller. */
    Uni<@Nullable Seat> seat(SqlConnection transaction, MaskedSession session, Person person, Instant now) {
        Tuple values = Tuple.tuple()
                .addUUID(person.id())
                .addUUID(session.id())
                .addString(person.side())
                .addString(person.number().number())
                .addString(person.written())
                .addString(person.name())
                .addOffsetDateTime(Rows.at(now))
                .addUUID(session.pool());
        return transaction
                .preparedQuery(SEAT)
                .execute(values)
                .call(() -> transaction.preparedQuery(STOP_WAITING).execute(Tuple.of(session.id(), person.side())))
                .map(rows -> Rows.firstOrNull(rows, Seat::of));
    }

    /** Null if nobody of that id is in the session, which is locked by the caller. */
    Uni<@Nullable Seat> leave(SqlConnection transaction, UUID session, UUID participant, Instant now) {
        return transaction
                .preparedQuery(LEAVE)
                .execute(Tuple.of(session, participant, Rows.at(now)))
                .map(rows -> Rows.firstOrNull(rows, Seat::of));
    }
}
