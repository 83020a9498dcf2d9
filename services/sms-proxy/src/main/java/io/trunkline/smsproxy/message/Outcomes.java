package io.trunkline.smsproxy.message;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.batch.Batches;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what has come of attempts: many with one commit. What comes too late moves no message, and nobody is told of it:
 * the next dispatcher has the message, or it was written already and only the database's answer was lost.
 */
@ApplicationScoped
class Outcomes {

    private static final int LARGEST_BATCH = 500;
    /** Bounded by the windows of all carriers together; this is only a safeguard. */
    private static final int MOST_WAITING = 100_000;

    private static final String SQL = """
            with outcome as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::boolean[],
                    $7::timestamptz[], $8::text[], $9::smallint[], $10::timestamptz[])
                    as o (id, state, carrier, fallbacks, attempts, in_doubt, due_at, error_code, segments, at)
            ), updated as (
                update outgoing_message m
                set state = o.state,
                    carrier = o.carrier,
                    fallbacks = string_to_array(o.fallbacks, ','),
                    attempts = o.attempts,
                    in_doubt = m.in_doubt or o.in_doubt,
                    due_at = o.due_at,
                    error_code = o.error_code,
                    segments = coalesce(o.segments, m.segments),
                    sent_at = case when o.state = 'sent' then o.at else m.sent_at end,
                    settled_at = case when state_rank(o.state) = 5 then o.at end
                from outcome o
                where m.id = o.id and m.state = 'sending'
                returning m.id
            ), opted_out as (
                insert into opt_out (owner, number, since)
                select owner, recipient, now() from outgoing_message where id = any ($20::uuid[]) and owner is not null
                on conflict do nothing
            ), parts as (
                insert into submitted_part (carrier, carrier_message_id, message_id, number, state)
                select carrier, part, message_id, number, 'sent'
                from unnest($11::text[], $12::text[], $13::uuid[], $14::smallint[]) as p (carrier, part, message_id, number)
                on conflict do nothing
            )
            insert into outbox (event_id, topic, key, type, occurred_at, data)
            select event_id, 'sms-proxy.message', key, type, at, data
            from unnest($15::uuid[], $16::text[], $17::text[], $18::timestamptz[], $19::text[])
                as e (event_id, key, type, at, data)
            join updated on updated.id = e.key::uuid""";

    private final Pool database;
    private final Outbox outbox;
    private final Ids ids;
    private final Batches<Outcome, Boolean> batches = new Batches<>(LARGEST_BATCH, MOST_WAITING, this::write);

    Outcomes(Pool database, Outbox outbox, Ids ids) {
        this.database = database;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Completes when it is durable. */
    Uni<Void> record(Outcome outcome) {
        return batches.add(outcome).replaceWithVoid();
    }

    private Uni<List<Boolean>> write(List<Outcome> outcomes) {
        return database.preparedQuery(SQL)
                .execute(values(outcomes))
                .invoke(outbox::wake)
                .map(written -> outcomes.stream().map(outcome -> true).toList());
    }

    private Tuple values(List<Outcome> outcomes) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(
                        Rows.array(outcomes, outcome -> outcome.message().id(), UUID[]::new))
                .addArrayOfString(Rows.array(outcomes, Outcome::state, String[]::new))
                .addArrayOfString(Rows.array(outcomes, Outcome::carrier, String[]::new))
                .addArrayOfString(Rows.array(outcomes, outcome -> String.join(",", outcome.fallbacks()), String[]::new))
                .addArrayOfShort(Rows.array(outcomes, outcome -> (short) outcome.attempts(), Short[]::new))
                .addArrayOfBoolean(Rows.array(outcomes, Outcome::inDoubt, Boolean[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(outcomes, outcome -> Rows.at(outcome.dueAt()), OffsetDateTime[]::new))
                .addArrayOfString(Rows.array(outcomes, Outcome::errorCode, String[]::new))
                .addArrayOfShort(Rows.array(outcomes, Outcomes::segments, Short[]::new))
                .addArrayOfOffsetDateTime(
                        Rows.array(outcomes, outcome -> Rows.at(outcome.at()), OffsetDateTime[]::new));
        addParts(values, outcomes);
        addEvents(values, outcomes);
        return values.addArrayOfUUID(outcomes.stream()
                .filter(Outcome::optedOut)
                .map(outcome -> outcome.message().id())
                .toArray(UUID[]::new));
    }

    private static @Nullable Short segments(Outcome outcome) {
        return outcome.partIds().isEmpty() ? null : (short) outcome.partIds().size();
    }

    private static void addParts(Tuple values, List<Outcome> outcomes) {
        List<String> carriers = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        List<UUID> messages = new ArrayList<>();
        List<Short> numbers = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (int i = 0; i < outcome.partIds().size(); i++) {
                carriers.add(outcome.carrier());
                parts.add(outcome.partIds().get(i));
                messages.add(outcome.message().id());
                numbers.add((short) (i + 1));
            }
        }
        values.addArrayOfString(carriers.toArray(String[]::new))
                .addArrayOfString(parts.toArray(String[]::new))
                .addArrayOfUUID(messages.toArray(UUID[]::new))
                .addArrayOfShort(numbers.toArray(Short[]::new));
    }

    private void addEvents(Tuple values, List<Outcome> outcomes) {
        var events = outcomes.stream()
                .map(Outcome::event)
                .filter(java.util.Objects::nonNull)
                .toList();
        values.addArrayOfUUID(events.stream().map(event -> ids.next()).toArray(UUID[]::new))
                .addArrayOfString(events.stream().map(event -> event.key()).toArray(String[]::new))
                .addArrayOfString(events.stream().map(event -> event.type()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        events.stream().map(event -> Rows.at(event.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(events.stream().map(CloudEvent::json).toArray(String[]::new));
    }
}
