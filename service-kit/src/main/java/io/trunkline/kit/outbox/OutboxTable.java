package io.trunkline.kit.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outbox as its leader sees it, over the connection that holds the leader's lock. */
class OutboxTable {

    /** Above this the backlog is only reported as "at least". */
    private static final int MOST_COUNTED = 100_000;

    private final Connection connection;

    OutboxTable(Connection connection) throws SQLException {
        this.connection = connection;
        // A delete that a crash of the database undoes means a repeat, which consumers stand: no wait for the disk
        // here.
        try (var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
        }
    }

    List<OutboxRow> next(int most) throws SQLException {
        String sql = """
                select id, event_id, topic, key, type, occurred_at, traceparent, data
                from outbox order by id limit ?""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, most);
            try (ResultSet result = select.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(rowOf(result));
                }
                return rows;
            }
        }
    }

    private static OutboxRow rowOf(ResultSet result) throws SQLException {
        return new OutboxRow(
                result.getLong("id"),
                result.getObject("event_id", UUID.class),
                result.getString("topic"),
                result.getString("key"),
                result.getString("type"),
                result.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                result.getString("traceparent"),
                result.getString("data"));
    }

    void delete(List<OutboxRow> rows) throws SQLException {
        Object[] ids = rows.stream().map(OutboxRow::id).toArray();
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids));
            delete.executeUpdate();
        }
    }

    /** @throws SQLException if the connection, and with it the leader's lock, is lost */
    void requireConnection() throws SQLException {
        if (!connection.isValid(1)) {
            throw new SQLException("The connection that holds the leader's lock is lost");
        }
    }

    Backlog backlog() throws SQLException {
        String sql = """
                select count(*), coalesce(extract(epoch from now() - min(occurred_at)), 0)
                from (select occurred_at from outbox order by id limit ?) waiting""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, MOST_COUNTED);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                long millis = Math.max(0, (long) (result.getDouble(2) * 1000));
                return new Backlog(result.getLong(1), Duration.ofMillis(millis));
            }
        }
    }

    /**
     * What waits to be published.
     *
     * @param events how many, counted up to 100,000
     * @param age of the oldest
     */
    record Backlog(long events, Duration age) {
        static final Backlog NONE = new Backlog(0, Duration.ZERO);
    }
}
