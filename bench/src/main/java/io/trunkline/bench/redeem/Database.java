package io.trunkline.bench.redeem;

import io.trunkline.bench.machine.Machine;
import io.trunkline.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The vouchers service's database as a benchmark looks into it. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    public Database(Machine machine, EmbeddedPostgresServer postgres) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/vouchers".formatted(postgres.host(), postgres.port()),
                "vouchers",
                machine.secret("vouchers-db"));
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The first column of every row. */
    public Set<String> texts(String sql) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
