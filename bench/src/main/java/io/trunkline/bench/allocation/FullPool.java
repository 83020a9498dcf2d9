package io.trunkline.bench.allocation;

import io.trunkline.bench.machine.Database;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A shared pool with no more numbers than the busiest person needs. Rider r sees driver r + n by number n, so everybody has a
 * session on every number; only the last number of the first {@value #LEFT} riders is left, for each of whom one driver has no
 * other number left either.
 */
final class FullPool {

    static final int NUMBERS = 50;
    /** Of riders, and of drivers. */
    static final int PEOPLE = 20_200;
    /** Sessions that can still be started: each between two people whose only common number is the last one. */
    static final int LEFT = 10_000;

    static final int SESSIONS = NUMBERS * PEOPLE - LEFT;

    private static final int LAST = NUMBERS - 1;

    private FullPool() {}

    /** Returns the pool's id. */
    static UUID fill(Database database, UUID owner) throws SQLException {
        UUID pool = UUID.randomUUID();
        database.execute("""
                insert into pool (id, owner, name, sharing, choice, cool_down, cool_down_strict, created_at)
                values ('%s', '%s', 'bench', 'shared', 'random', interval '24 hours', false, now())""".formatted(pool, owner));
        database.execute("""
                insert into virtual_number
                    (id, owner, pool_id, number, written, carrier, fallback_carriers, country, capabilities, reserved, health,
                     added_at)
                select uuidv7(), '%1$s', '%2$s', number, number, 'main', '{}', 'GB', '{sms}', false, 'good', now()
                from generate_series(0, %3$d) n cross join lateral (select '+4479' || lpad(n::text, 8, '0') as number)""".formatted(owner, pool, LAST));
        database.execute("""
                create temporary table seat as
                select uuidv7() as session, n, rider, (rider + n) %% %1$d as driver
                from generate_series(0, %2$d) n cross join generate_series(0, %1$d - 1) rider
                where n < %2$d or rider >= %3$d""".formatted(PEOPLE, LAST, LEFT));
        database.execute("""
                insert into masked_session (id, owner, pool_id, status, ttl_from, honours_stop, created_at)
                select session, '%s', '%s', 'open', 'creation', true, now() from seat""".formatted(owner, pool));
        join(database, "a", "rider", "71");
        join(database, "b", "driver", "72");
        database.execute("vacuum analyze virtual_number, masked_session, participant");
        return pool;
    }

    private static void join(Database database, String side, String people, String prefix) throws SQLException {
        database.execute("""
                insert into participant (id, session_id, side, number, written, proxy_number, joined_at)
                select uuidv7(), session, '%s', number, number, '+4479' || lpad(n::text, 8, '0'), now()
                from seat cross join lateral (select '+44%s' || lpad(%s::text, 8, '0') as number)""".formatted(side, prefix, people));
    }

    /** One of the riders for whom there is still a number. */
    static String rider(int left) {
        return "+4471%08d".formatted(left);
    }

    /** The one driver with whom that rider has a number in common. */
    static String driver(int left) {
        return "+4472%08d".formatted((left + LAST) % PEOPLE);
    }
}
