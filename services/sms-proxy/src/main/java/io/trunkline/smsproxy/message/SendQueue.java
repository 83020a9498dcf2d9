package io.trunkline.smsproxy.message;

import io.trunkline.events.E164;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The messages that wait for one carrier, as the one dispatcher of that carrier sees them. */
class SendQueue {

    /**
     * Nothing is taken while an earlier message of the same sender and recipient is on its way, waits for another attempt, or
     * waits at another carrier: order is worth more than a good use of the window.
     */
    private static final String TAKE = """
            with next as (
                select id from outgoing_message o
                where carrier = ? and pending and state = 'queued' and due_at <= ?
                  and not exists (
                      select from outgoing_message earlier
                      where earlier.sender = o.sender and earlier.recipient = o.recipient and earlier.seq < o.seq
                        and earlier.pending
                        and (earlier.state = 'sending' or earlier.due_at > ? or earlier.carrier <> o.carrier))
                order by priority desc, seq limit ?
            )
            update outgoing_message set state = 'sending', attempts = attempts + 1 from next
            where outgoing_message.id = next.id
            returning outgoing_message.id, seq, owner, session_id, sender, recipient, text, media, carrier, fallbacks, attempts,
                in_doubt, expires_at""";

    private static final String RECOVER = """
            update outgoing_message set state = ?, in_doubt = true, due_at = ?, error_code = 'interrupted'
            where carrier = ? and pending and state = 'sending'""";

    private static final String MOVE_ON = """
            update outgoing_message set carrier = fallbacks[1], fallbacks = fallbacks[2:], attempts = 0, error_code = 'down'
            where carrier = ? and pending and state = 'queued' and cardinality(fallbacks) > 0""";

    private final Connection connection;
    private final String carrier;

    SendQueue(Connection connection, String carrier) {
        this.connection = connection;
        this.carrier = carrier;
    }

    /**
     * Looks at what was on its way when the last dispatcher of this carrier came to its end: whether it was sent, nobody can
     * tell.
     */
    int recover(boolean resends, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECOVER)) {
            statement.setString(1, resends ? "queued" : "in-doubt");
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setString(3, carrier);
            return statement.executeUpdate();
        }
    }

    /** Marks the next messages as being on their way, before they are: in their order. */
    List<QueuedMessage> take(int most, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, carrier);
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setInt(4, most);
            try (ResultSet result = statement.executeQuery()) {
                List<QueuedMessage> messages = new ArrayList<>();
                while (result.next()) {
                    messages.add(messageOf(result));
                }
                messages.sort(Comparator.comparingLong(QueuedMessage::seq));
                return messages;
            }
        }
    }

    /** Gives what another carrier may send to that one. */
    int moveOn() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE_ON)) {
            statement.setString(1, carrier);
            return statement.executeUpdate();
        }
    }

    private static QueuedMessage messageOf(ResultSet row) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new QueuedMessage(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("owner", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("sender"),
                E164.of(row.getString("recipient")),
                row.getString("text"),
                List.of((String[]) row.getArray("media").getArray()),
                row.getString("carrier"),
                List.of((String[]) row.getArray("fallbacks").getArray()),
                row.getInt("attempts"),
                row.getBoolean("in_doubt"),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
