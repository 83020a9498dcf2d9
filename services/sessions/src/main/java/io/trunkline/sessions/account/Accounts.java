package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other features need of accounts: to make them, and to find out who signs in. */
@ApplicationScoped
public class Accounts {

    private final AccountStore store;
    private final AccountConfig config;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Pool pool;

    Accounts(AccountStore store, AccountConfig config, Outbox outbox, Ids ids, Clock clock, Pool pool) {
        this.store = store;
        this.config = config;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.pool = pool;
    }

    /** The country whose national numbers are understood; null if there is none. */
    public @Nullable String region() {
        return config.region().orElse(null);
    }

    /** Makes an account for a proved phone. Fails with 409 if the phone has one already. */
    public Uni<Account> register(
            SqlConnection transaction,
            E164 phone,
            @Nullable String name,
            Set<String> roles,
            @Nullable String passwordHash) {
        return insert(
                transaction,
                new Account(ids.next(), phone, null, name, null, roles, clock.instant(), null),
                passwordHash);
    }

    /** Makes an account that signs in by a login name. Fails with 409 if the login is taken. */
    public Uni<Account> registerLogin(SqlConnection transaction, String login, Set<String> roles, String passwordHash) {
        return insert(
                transaction,
                new Account(ids.next(), null, login, null, null, roles, clock.instant(), null),
                passwordHash);
    }

    private Uni<Account> insert(SqlConnection transaction, Account account, @Nullable String passwordHash) {
        return store.insert(transaction, account, passwordHash)
                .chain(isNew -> isNew ? outbox.add(transaction, account.registered()) : refuseTaken())
                .replaceWith(account);
    }

    private static Uni<Void> refuseTaken() {
        return Uni.createFrom()
                .failure(new Refused(AccountProblem.PHONE_TAKEN, "Sign in, or ask for a code to sign in"));
    }

    /** Whether there is an account of this phone, active or not. */
    public Uni<Boolean> has(E164 phone) {
        return store.has(phone);
    }

    /** Whether somebody can sign in with this phone. */
    public Uni<Boolean> hasActive(E164 phone) {
        return store.hasActive(phone);
    }

    /** Null if nobody is called that. */
    public Uni<@Nullable Credentials> credentials(SignInName name) {
        return store.credentials(name);
    }

    /**
     * Holds an active account until the transaction ends, so that what would end its sessions waits; null if it is not
     * active any more, or its password is not the one that was verified.
     *
     * @param verifiedHash null if something else than a password was verified
     */
    public Uni<@Nullable Account> holdActive(SqlConnection transaction, UUID id, @Nullable String verifiedHash) {
        return store.holdActive(transaction, id, verifiedHash);
    }

    /** The same for who has proved a phone. */
    public Uni<@Nullable Account> holdActive(SqlConnection transaction, E164 phone) {
        return store.holdActive(transaction, phone);
    }

    /** Puts the same password under newer parameters. */
    public Uni<Void> rehash(UUID id, String oldHash, String newHash) {
        return store.rehash(id, oldHash, newHash);
    }

    /** Whether anybody has the role of an administrator. */
    public Uni<Boolean> hasAdministrator() {
        return store.hasAdministrator(pool);
    }

    /** The same under a lock that is held until the transaction ends: whoever asks meanwhile waits. */
    public Uni<Boolean> hasAdministrator(SqlConnection transaction) {
        return store.lockAdministrators(transaction).chain(() -> store.hasAdministrator(transaction));
    }
}
