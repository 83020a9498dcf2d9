package io.trunkline.vouchers;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** What the service's database says, past the API. */
@ApplicationScoped
public class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** The first column of the first row. */
    public long number(String sql, Object... values) {
        return query(sql, result -> result.getLong(1), values);
    }

    public String text(String sql, Object... values) {
        return query(sql, result -> result.getString(1), values);
    }

    private <T> T query(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return reader.read(result);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Tells the database's own words if it refuses. */
    public void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            statement.execute();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** The balance as the journal has it, in the smallest unit. */
    public long postingsOf(UUID account, String currency) {
        return number("""
                select coalesce(sum(posting.amount), 0) from ledger_posting posting
                join ledger_entry entry on entry.id = posting.entry_id
                where posting.account = 'customer:' || ?::uuid and entry.currency = ?""", account, currency);
    }

    /** Entries of the account whose postings do not sum to zero, or are not two. */
    public long crookedEntriesOf(UUID account) {
        return number("""
                select count(*) from (
                    select entry.id from ledger_entry entry
                    left join ledger_posting posting on posting.entry_id = entry.id
                    where entry.account_id = ?
                    group by entry.id
                    having count(posting) <> 2 or sum(posting.amount) <> 0) as crooked""", account);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet result) throws SQLException;
    }
}
