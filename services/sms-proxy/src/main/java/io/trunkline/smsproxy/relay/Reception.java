package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.Rows;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.message.Receipts;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Gives what carriers tell to whom it concerns. */
@ApplicationScoped
class Reception implements Arrivals {

    private final Relay relay;
    private final Parts parts;
    private final Receipts receipts;
    private final Pool database;

    Reception(Relay relay, Parts parts, Receipts receipts, Pool database) {
        this.relay = relay;
        this.parts = parts;
        this.receipts = receipts;
        this.database = database;
    }

    @Override
    public Uni<Void> take(CarrierNotice notice) {
        return switch (notice) {
            case CarrierNotice.Incoming message -> relay.take(message);
            case CarrierNotice.IncomingPart part -> parts.take(part);
            case CarrierNotice.Receipt receipt -> receipts.take(receipt);
        };
    }

    @Override
    public Uni<List<Stored>> storedSince(String carrier, Instant then, int most) {
        String sql = """
                select carrier_message_id, received_at from inbound_message
                where carrier = $1 and received_at > $2 order by received_at desc limit $3""";
        return database.preparedQuery(sql)
                .execute(Tuple.of(carrier, Rows.at(then), most))
                .map(rows -> Rows.list(rows, Reception::stored));
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.getString("carrier_message_id"),
                row.getOffsetDateTime("received_at").toInstant());
    }
}
