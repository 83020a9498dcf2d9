package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.paging.PageRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Accounts in the database. */
@ApplicationScoped
class AccountStore {

    private static final String COLUMNS = "id, phone, login, name, language, roles, created_at, deactivated_at";

    /** Held by whoever may take an administrator away, so that two cannot take away the last two. Any constant will do. */
    private static final long ADMINISTRATORS_LOCK = 0x61646d696eL;

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    /** False if the phone or the login has an account already. */
    Uni<Boolean> insert(SqlConnection transaction, Account account, @Nullable String passwordHash) {
        String sql = """
                insert into account (id, phone, login, name, language, roles, password_hash, password_changed_at, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, case when $7::text is null then null else $8::timestamptz end, $8)
                on conflict do nothing""";
        Tuple values = Tuple.tuple()
                .addUUID(account.id())
                .addString(numberOf(account.phone()))
                .addString(account.login())
                .addString(account.name())
                .addString(account.language())
                .addArrayOfString(account.roles().toArray(String[]::new))
                .addString(passwordHash)
                .addOffsetDateTime(at(account.createdAt()));
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
    }

    Uni<@Nullable Account> byId(UUID id) {
        return one(pool, "select " + COLUMNS + " from account where id = $1", Tuple.of(id));
    }

    Uni<@Nullable Credentials> credentials(SignInName name) {
        String sql = "select " + COLUMNS + ", password_hash from account where phone = $1 or login = $2";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(numberOf(name.phone()), name.login()))
                .map(AccountStore::firstCredentials);
    }

    Uni<@Nullable Credentials> credentials(UUID id) {
        String sql = "select " + COLUMNS + ", password_hash from account where id = $1";
        return pool.preparedQuery(sql).execute(Tuple.of(id)).map(AccountStore::firstCredentials);
    }

    private static @Nullable Credentials firstCredentials(RowSet<Row> rows) {
        return stream(rows)
                .map(row -> new Credentials(account(row), row.getString("password_hash")))
                .findFirst()
                .orElse(null);
    }

    Uni<Boolean> hasActive(E164 phone) {
        return pool.preparedQuery("select from account where phone = $1 and deactivated_at is null")
                .execute(Tuple.of(phone.number()))
                .map(rows -> rows.size() == 1);
    }

    Uni<Boolean> has(E164 phone) {
        return pool.preparedQuery("select from account where phone = $1")
                .execute(Tuple.of(phone.number()))
                .map(rows -> rows.size() == 1);
    }

    /**
     * Holds an active account until the transaction ends, so that what would end its sessions waits; null if it is not
     * active, or its password is not the one that was verified.
     *
     * @param verifiedHash null if something else than a password was verified
     */
    Uni<@Nullable Account> holdActive(SqlConnection transaction, UUID id, @Nullable String verifiedHash) {
        String sql = "select " + COLUMNS + " from account where id = $1 and deactivated_at is null"
                + " and ($2::text is null or password_hash = $2) for share";
        return one(transaction, sql, Tuple.of(id, verifiedHash));
    }

    /** The same for who has proved a phone. */
    Uni<@Nullable Account> holdActive(SqlConnection transaction, E164 phone) {
        String sql = "select " + COLUMNS + " from account where phone = $1 and deactivated_at is null for share";
        return one(transaction, sql, Tuple.of(phone.number()));
    }

    /** Null values leave what is there. */
    Uni<@Nullable Account> update(
            SqlConnection transaction, UUID id, @Nullable String name, @Nullable String language) {
        String sql = """
                update account set name = coalesce($2, name), language = coalesce($3, language)
                where id = $1 and deactivated_at is null returning\s""" + COLUMNS;
        return one(transaction, sql, Tuple.of(id, name, language));
    }

    /** False if the password is not {@code oldHash} any more, or the account not active. */
    Uni<Boolean> changePassword(
            SqlConnection transaction, UUID id, @Nullable String oldHash, String newHash, Instant now) {
        String sql = """
                update account set password_hash = $3, password_changed_at = $4
                where id = $1 and password_hash is not distinct from $2 and deactivated_at is null""";
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(id, oldHash, newHash, at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Puts the same password under newer parameters, unless it has changed meanwhile. */
    Uni<Void> rehash(UUID id, String oldHash, String newHash) {
        return Transactions.toTheEnd(
                () -> pool.preparedQuery("update account set password_hash = $3 where id = $1 and password_hash = $2")
                        .execute(Tuple.of(id, oldHash, newHash))
                        .replaceWithVoid());
    }

    /** Newest first; one more than the page holds. Without a phone: all. */
    Uni<List<Account>> list(@Nullable E164 phone, PageRequest page) {
        String sql = "select " + COLUMNS + " from account where id < $1 and ($2::text is null or phone = $2)"
                + " order by id desc limit $3";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(page.before(), numberOf(phone), page.limitPlusOne()))
                .map(rows -> stream(rows).map(AccountStore::account).toList());
    }

    /** Waits for whoever else is changing who is an administrator. Held until the transaction ends. */
    Uni<Void> lockAdministrators(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(ADMINISTRATORS_LOCK))
                .replaceWithVoid();
    }

    /** Whether anybody has the role, active or not. */
    Uni<Boolean> hasAdministrator(SqlClient client) {
        return client.preparedQuery("select from account where 'admin' = any (roles) limit 1")
                .execute()
                .map(rows -> rows.size() == 1);
    }

    /** Sets the roles, unless that would take the last active administrator away; null then. Needs the lock. */
    Uni<@Nullable Account> setRoles(SqlConnection transaction, UUID id, Set<String> roles) {
        String sql = """
                update account a set roles = $2
                where a.id = $1 and a.deactivated_at is null
                  and ('admin' = any ($2::text[]) or not 'admin' = any (a.roles) or exists (
                    select from account other
                    where other.id <> a.id and 'admin' = any (other.roles) and other.deactivated_at is null))
                returning\s""" + COLUMNS;
        return one(transaction, sql, Tuple.of(id, roles.toArray(String[]::new)));
    }

    /** Deactivates, unless that would take the last active administrator away; null then. Needs the lock. */
    Uni<@Nullable Account> deactivate(SqlConnection transaction, UUID id, UUID by, Instant now) {
        String sql = """
                update account a set deactivated_at = $3, deactivated_by = $2
                where a.id = $1 and a.deactivated_at is null
                  and (not 'admin' = any (a.roles) or exists (
                    select from account other
                    where other.id <> a.id and 'admin' = any (other.roles) and other.deactivated_at is null))
                returning\s""" + COLUMNS;
        return one(transaction, sql, Tuple.of(id, by, at(now)));
    }

    /** As it stands in this transaction. */
    Uni<@Nullable Account> byId(SqlConnection transaction, UUID id) {
        return one(transaction, "select " + COLUMNS + " from account where id = $1", Tuple.of(id));
    }

    private static Uni<@Nullable Account> one(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(AccountStore::firstAccount);
    }

    private static @Nullable Account firstAccount(RowSet<Row> rows) {
        return stream(rows).map(AccountStore::account).findFirst().orElse(null);
    }

    private static Account account(Row row) {
        String phone = row.getString("phone");
        OffsetDateTime deactivatedAt = row.getOffsetDateTime("deactivated_at");
        return new Account(
                row.getUUID("id"),
                phone == null ? null : new E164(phone),
                row.getString("login"),
                row.getString("name"),
                row.getString("language"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("created_at").toInstant(),
                deactivatedAt == null ? null : deactivatedAt.toInstant());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static @Nullable String numberOf(@Nullable E164 phone) {
        return phone == null ? null : phone.number();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
