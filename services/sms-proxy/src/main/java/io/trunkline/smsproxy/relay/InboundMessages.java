package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.Ids;
import io.trunkline.kit.bus.Trace;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.WrittenNumbers;
import io.trunkline.smsproxy.relay.Decision.Consent;
import io.trunkline.smsproxy.relay.Decision.Outcome;
import io.trunkline.smsproxy.relay.Relay.Decided;
import io.trunkline.smsproxy.relay.Route.WriterSeat;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores what has come in, and what it changes. */
@ApplicationScoped
class InboundMessages {

    private static final String INSERT = """
            with taken as (
                insert into inbound_message
                    (id, carrier, carrier_message_id, owner, session_id, participant_id, sender, recipient, text, media,
                     outcome, received_at)
                select id, carrier, carrier_message_id, owner, session_id, participant_id, sender, recipient, text,
                    string_to_array(media, E'\\n'), outcome, received_at
                from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
                    $9::text[], $10::text[], $11::text[], $12::timestamptz[])
                    as i (id, carrier, carrier_message_id, owner, session_id, participant_id, sender, recipient, text, media,
                        outcome, received_at)
                on conflict (carrier, carrier_message_id) do nothing
                returning id
            ), event as (
                insert into outbox (event_id, topic, key, type, occurred_at, traceparent, data)
                select event_id, 'sms-proxy.message', id::text, 'sms-proxy.message.received', at, $14::text, data
                from unnest($1::uuid[], $13::uuid[], $12::timestamptz[], $15::text[]) as e (id, event_id, at, data)
                join taken using (id)
            )
            select id from taken""";

    private static final String OPT_OUT = """
            insert into opt_out (owner, number, since) select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])
            on conflict do nothing""";

    private static final String OPT_IN = """
            delete from opt_out using unnest($1::uuid[], $2::text[]) as i (owner, number)
            where opt_out.owner = i.owner and opt_out.number = i.number""";

    private static final String REPLIED = """
            insert into automatic_reply (sender, recipient, replied_at)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[])
            on conflict (sender, recipient) do update set replied_at = excluded.replied_at""";

    /** Locked in one order by all who lock several. */
    private static final String KEEP_ALIVE = """
            with living as (
                select id from masked_session
                where id = any ($1::uuid[]) and status = 'open' and ttl_from = 'last-message' and ttl is not null
                order by id for update
            )
            update masked_session set expires_at = least(closes_at, $2::timestamptz + ttl) from living
            where masked_session.id = living.id""";

    private final Ids ids;

    InboundMessages(Ids ids) {
        this.ids = ids;
    }

    /** Returns the ids of those that are no repeats. */
    Uni<Set<UUID>> insert(SqlConnection transaction, List<Decided> messages) {
        return transaction.preparedQuery(INSERT).execute(values(messages)).map(rows -> {
            Set<UUID> taken = new HashSet<>();
            rows.forEach(row -> taken.add(row.getUUID("id")));
            return taken;
        });
    }

    private Tuple values(List<Decided> messages) {
        return Tuple.tuple()
                .addArrayOfUUID(Rows.array(messages, one -> one.message().id(), UUID[]::new))
                .addArrayOfString(Rows.array(messages, one -> one.message().carrier(), String[]::new))
                .addArrayOfString(Rows.array(messages, one -> one.message().carrierMessageId(), String[]::new))
                .addArrayOfUUID(Rows.array(messages, one -> one.route().owner(), UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, InboundMessages::session, UUID[]::new))
                .addArrayOfUUID(Rows.array(messages, InboundMessages::participant, UUID[]::new))
                .addArrayOfString(Rows.array(messages, one -> one.message().sender(), String[]::new))
                .addArrayOfString(Rows.array(messages, one -> one.message().recipient(), String[]::new))
                .addArrayOfString(Rows.array(messages, one -> one.message().text(), String[]::new))
                .addArrayOfString(Rows.array(
                        messages, one -> String.join("\n", one.message().media()), String[]::new))
                .addArrayOfString(
                        Rows.array(messages, one -> Rows.text(one.decision().outcome()), String[]::new))
                .addArrayOfOffsetDateTime(Rows.array(messages, InboundMessages::at, OffsetDateTime[]::new))
                .addArrayOfUUID(Rows.array(messages, one -> ids.next(), UUID[]::new))
                .addString(Trace.parent())
                .addArrayOfString(Rows.array(messages, one -> CloudEvent.json(event(one)), String[]::new));
    }

    private static MessageEvent event(Decided one) {
        return new MessageEvent.Received(
                one.message().id(),
                one.route().owner(),
                session(one),
                one.message().sender(),
                one.message().recipient(),
                one.message().carrier(),
                one.message().receivedAt());
    }

    private static OffsetDateTime at(Decided one) {
        return Rows.at(one.message().receivedAt());
    }

    private static @Nullable UUID session(Decided one) {
        WriterSeat seat = one.route().seat();
        return seat == null ? null : seat.session();
    }

    private static @Nullable UUID participant(Decided one) {
        WriterSeat seat = one.route().seat();
        return seat == null ? null : seat.participant();
    }

    /** A message that is kept. */
    Uni<Incoming> byId(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery("select * from inbound_message where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> incoming(rows.iterator().next()));
    }

    private static Incoming incoming(Row row) {
        String sender = row.getString("sender");
        return new Incoming(
                row.getUUID("id"),
                row.getString("carrier"),
                row.getString("carrier_message_id"),
                sender,
                WrittenNumbers.read(sender, null),
                row.getString("recipient"),
                row.getString("text"),
                List.of(row.getArrayOfStrings("media")),
                row.getOffsetDateTime("received_at").toInstant());
    }

    /** Writes down what was decided after all. */
    Uni<Void> settle(SqlConnection transaction, Decided decided) {
        String sql = "update inbound_message set outcome = $2, session_id = $3, participant_id = $4 where id = $1";
        Tuple values = Tuple.of(
                decided.message().id(),
                Rows.text(decided.decision().outcome()),
                session(decided),
                participant(decided));
        return run(transaction, sql, values);
    }

    /** The owner did not want it to be passed on. */
    Uni<Void> vetoed(SqlConnection transaction, UUID id) {
        return run(
                transaction,
                "update inbound_message set outcome = $2 where id = $1",
                Tuple.of(id, Rows.text(Outcome.VETOED)));
    }

    /** Who wants no more messages, who wants them again, and who has been answered by itself. */
    Uni<Void> remember(SqlConnection transaction, List<Decided> messages) {
        List<Decided> withdrawn = with(messages, Consent.WITHDRAWN);
        List<Decided> given = with(messages, Consent.GIVEN);
        List<Decided> replied =
                messages.stream().filter(one -> one.decision().automaticReply()).toList();
        Uni<Void> done = Uni.createFrom().voidItem();
        if (!withdrawn.isEmpty()) {
            Tuple values = Tuple.of(owners(withdrawn), senders(withdrawn), times(withdrawn));
            done = done.chain(() -> run(transaction, OPT_OUT, values));
        }
        if (!given.isEmpty()) {
            Tuple values = Tuple.of(owners(given), senders(given));
            done = done.chain(() -> run(transaction, OPT_IN, values));
        }
        if (!replied.isEmpty()) {
            String[] numbers = Rows.array(replied, one -> one.message().recipient(), String[]::new);
            Tuple values = Tuple.of(numbers, senders(replied), times(replied));
            done = done.chain(() -> run(transaction, REPLIED, values));
        }
        return done;
    }

    private static List<Decided> with(List<Decided> messages, Consent consent) {
        return messages.stream()
                .filter(one -> one.decision().consent() == consent)
                .toList();
    }

    private static Uni<Void> run(SqlConnection transaction, String sql, Tuple values) {
        return transaction.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    /** Sessions that live by their messages live on. */
    Uni<Void> keepAlive(SqlConnection transaction, List<Decided> messages, Instant now) {
        UUID[] sessions = messages.stream()
                .map(one -> one.route().seat())
                .filter(Objects::nonNull)
                .filter(WriterSeat::livesByMessages)
                .map(WriterSeat::session)
                .distinct()
                .toArray(UUID[]::new);
        return sessions.length == 0
                ? Uni.createFrom().voidItem()
                : run(transaction, KEEP_ALIVE, Tuple.of(sessions, Rows.at(now)));
    }

    private static UUID[] owners(List<Decided> messages) {
        return Rows.array(messages, one -> one.route().owner(), UUID[]::new);
    }

    private static String[] senders(List<Decided> messages) {
        return Rows.array(messages, one -> one.message().sender(), String[]::new);
    }

    private static OffsetDateTime[] times(List<Decided> messages) {
        return Rows.array(messages, InboundMessages::at, OffsetDateTime[]::new);
    }
}
