package io.trunkline.smsproxy.relay;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Puts long messages together, from parts in any order. They wait in the database, so a restart loses none; a message that
 * stays incomplete is passed on as far as it has come.
 *
 * <p>A carrier uses a reference again after a while, so a whole message is known by the time of its first part as well.
 */
@ApplicationScoped
class Parts {

    private static final Logger LOG = Logger.getLogger(Parts.class);

    private static final String KEY = """
            carrier = $1 and sender = $2 and recipient = $3 and reference = $4 and total = $5""";

    private static final String KEEP = """
            insert into inbound_part (carrier, sender, recipient, reference, total, number, text, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""";

    private static final String WHOLE = """
            select string_agg(text, ''::bytea order by number) as text, count(*) as parts, min(received_at) as since
            from inbound_part where\s""" + KEY;

    private static final String FORGET = "delete from inbound_part where " + KEY;

    private static final String OVERDUE = """
            select carrier, sender, recipient, reference, total from inbound_part
            group by carrier, sender, recipient, reference, total having min(received_at) < $1 limit 100""";

    private final Pool database;
    private final Relay relay;
    private final ProxyConfig config;
    private final Clock clock;

    Parts(Pool database, Relay relay, ProxyConfig config, Clock clock) {
        this.database = database;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
    }

    /** Names the parts of one message. */
    private record Key(String carrier, String sender, String recipient, int reference, int total) {

        static Key of(CarrierNotice.IncomingPart part) {
            return new Key(part.carrier(), part.from(), part.to(), part.reference(), part.total());
        }

        static Key of(Row row) {
            return new Key(
                    row.getString("carrier"),
                    row.getString("sender"),
                    row.getString("recipient"),
                    row.getInteger("reference"),
                    row.getInteger("total"));
        }

        Tuple values() {
            return Tuple.tuple()
                    .addString(carrier)
                    .addString(sender)
                    .addString(recipient)
                    .addInteger(reference)
                    .addInteger(total);
        }
    }

    private record Whole(String text, long parts, Instant since) {}

    /** Completes when the part is durable, and if it was the last one, the message. */
    Uni<Void> take(CarrierNotice.IncomingPart part) {
        Key key = Key.of(part);
        Tuple values = key.values()
                .addInteger(part.number())
                .addBuffer(octets(part.text()))
                .addOffsetDateTime(Rows.at(clock.instant()));
        return Transactions.toTheEnd(() -> database.preparedQuery(KEEP)
                .execute(values)
                .chain(() -> whole(key))
                .chain(whole -> whole.parts() < key.total() ? Uni.createFrom().voidItem() : pass(key, whole)));
    }

    /** A charset's encoder would put a question mark in the place of half a character. */
    private static Buffer octets(String text) {
        ByteBuffer octets = ByteBuffer.allocate(2 * text.length());
        octets.asCharBuffer().put(text);
        return Buffer.buffer(octets.array());
    }

    private Uni<Whole> whole(Key key) {
        return database.preparedQuery(WHOLE).execute(key.values()).map(rows -> {
            Row row = rows.iterator().next();
            Instant since = Rows.instant(row, "since");
            Buffer text = row.getBuffer("text");
            return new Whole(
                    text == null ? "" : new String(text.getBytes(), StandardCharsets.UTF_16BE),
                    row.getLong("parts"),
                    since == null ? clock.instant() : since);
        });
    }

    /** Two who find the last part at once, or a crash before the parts are forgotten: the message has one id, and passes once. */
    private Uni<Void> pass(Key key, Whole whole) {
        return relay.take(new CarrierNotice.Incoming(
                        key.carrier(), idOf(key, whole), key.sender(), key.recipient(), whole.text(), List.of()))
                .chain(() -> database.preparedQuery(FORGET).execute(key.values()))
                .replaceWithVoid();
    }

    private static String idOf(Key key, Whole whole) {
        String name = String.join("|", key.sender(), key.recipient(), "" + key.reference(), "" + key.total()) + "|"
                + whole.since();
        return "parts-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Scheduled(every = "5s", identity = "inbound-parts", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> passOnWhatIsOverdue() {
        Instant before = clock.instant().minus(config.partsPatience());
        return database.preparedQuery(OVERDUE)
                .execute(Tuple.of(Rows.at(before)))
                .map(rows -> Rows.list(rows, Key::of))
                .chain(this::passAll);
    }

    private Uni<Void> passAll(List<Key> keys) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Key key : keys) {
            done = done.chain(() -> whole(key)).chain(whole -> {
                LOG.infof("A message came in with %d of its %d parts", whole.parts(), key.total());
                return whole.parts() == 0 ? Uni.createFrom().voidItem() : pass(key, whole);
            });
        }
        return done;
    }
}
