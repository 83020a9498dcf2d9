package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Database;
import java.sql.SQLException;

/**
 * Pairs of people who write to each other by way of a few virtual numbers, put into the database as the service would: person
 * 2n and person 2n + 1 see number n mod {@value #NUMBERS}.
 */
final class Conversations {

    static final int PAIRS = 5_000;
    static final int NUMBERS = 50;

    private Conversations() {}

    static void open(Database database) throws SQLException {
        database.execute("""
                insert into pool (id, owner, name, sharing, choice, cool_down, cool_down_strict, created_at)
                values (uuidv7(), uuidv7(), 'bench', 'shared', 'random', interval '0', false, now())""");
        database.execute("""
                insert into virtual_number
                    (id, owner, pool_id, number, written, carrier, fallback_carriers, country, capabilities, reserved, health,
                     added_at)
                select uuidv7(), pool.owner, pool.id, '+4479' || lpad(n::text, 8, '0'), '+4479' || lpad(n::text, 8, '0'), 'main',
                    '{}', 'GB', '{sms}', false, 'good', now()
                from pool cross join generate_series(0, %d - 1) n""".formatted(NUMBERS));
        database.execute("""
                with pair as materialized (
                    select n, uuidv7() as session from generate_series(0, %1$d - 1) n
                ), opened as (
                    insert into masked_session (id, owner, pool_id, status, ttl_from, honours_stop, created_at)
                    select session, pool.owner, pool.id, 'open', 'creation', true, now() from pair cross join pool
                )
                insert into participant (id, session_id, side, number, written, proxy_number, joined_at)
                select uuidv7(), session, chr(97 + side), '+4471' || lpad((2 * n + side)::text, 8, '0'),
                    '+4471' || lpad((2 * n + side)::text, 8, '0'), '+4479' || lpad((n %% %2$d)::text, 8, '0'), now()
                from pair cross join generate_series(0, 1) side""".formatted(PAIRS, NUMBERS));
        // Only these: of an empty table the planner would believe that it stays so.
        database.execute("vacuum analyze virtual_number, masked_session, participant");
    }

    /** Who writes the message of that number, in turn: digits only, as carriers have them. */
    static String writer(int message) {
        return "4471%08d".formatted(message % (2 * PAIRS));
    }

    /** Who is to get it. */
    static String reader(int message) {
        return "4471%08d".formatted(message % (2 * PAIRS) ^ 1);
    }

    /** The number that both see. */
    static String number(int message) {
        return "4479%08d".formatted(message % (2 * PAIRS) / 2 % NUMBERS);
    }
}
