package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.password.PasswordPolicy;
import io.trunkline.sessions.password.Passwords;
import io.trunkline.sessions.session.Sessions;
import io.trunkline.sessions.throttle.SignInThrottle;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with their own account. */
@ApplicationScoped
class AccountService {

    private final AccountStore store;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    AccountService(
            AccountStore store,
            Passwords passwords,
            SignInThrottle throttle,
            Sessions sessions,
            Transactions transactions,
            Outbox outbox,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Account> own(UUID id) {
        return store.byId(id).onItem().ifNull().failWith(AccountService::gone);
    }

    /** Null values leave what is there. */
    Uni<Account> update(UUID id, @Nullable String name, @Nullable String language) {
        return transactions.inTransaction(transaction -> store.update(transaction, id, name, language)
                .onItem()
                .ifNull()
                .failWith(AccountService::gone)
                .call(account -> outbox.add(transaction, account.updated(clock.instant()))));
    }

    /**
     * Sets a password, and signs every other device out.
     *
     * @param current may be missing only where there was no password
     * @param network who guesses the current password is slowed down as at signing in
     */
    Uni<Void> changePassword(UUID id, UUID session, @Nullable String current, String password, String network) {
        return store.credentials(id)
                .onItem()
                .ifNull()
                .failWith(AccountService::gone)
                .invoke(credentials -> requireAcceptable(password, credentials.account()))
                .call(credentials -> requireCurrent(credentials, current, network))
                .chain(credentials ->
                        passwords.hash(password).chain(hash -> replacePassword(credentials, hash, session)));
    }

    private static void requireAcceptable(String password, Account account) {
        E164 phone = account.phone();
        PasswordPolicy.require(password, "password", phone == null ? null : phone.number(), account.login());
    }

    private Uni<Void> requireCurrent(Credentials credentials, @Nullable String current, String network) {
        String hash = credentials.passwordHash();
        if (hash == null) {
            return Uni.createFrom().voidItem();
        }
        if (current == null) {
            return Uni.createFrom().failure(Refused.invalid("current", "is needed to change a password"));
        }
        String subject = credentials.account().id().toString();
        return throttle.attempt(subject, network)
                .chain(() -> passwords.matches(current, hash))
                .chain(right -> right ? throttle.succeeded(subject, network) : refuseWrongPassword());
    }

    private static Uni<Void> refuseWrongPassword() {
        return Uni.createFrom().failure(new Refused(AccountProblem.WRONG_PASSWORD, "Check the current password"));
    }

    private Uni<Void> replacePassword(Credentials credentials, String newHash, UUID session) {
        UUID id = credentials.account().id();
        return transactions.inTransaction(transaction -> store.changePassword(
                        transaction, id, credentials.passwordHash(), newHash, clock.instant())
                .chain(changed -> changed ? endOthers(transaction, id, session) : refuseChangedMeanwhile()));
    }

    private Uni<Void> endOthers(SqlConnection transaction, UUID id, UUID session) {
        return sessions.endAll(transaction, id, session, Reason.PASSWORD_CHANGED);
    }

    private static Uni<Void> refuseChangedMeanwhile() {
        return Uni.createFrom().failure(new Refused(KitProblem.CONFLICT, "The account has changed meanwhile"));
    }

    private static Refused gone() {
        return new Refused(KitProblem.NOT_FOUND, "The account does not exist any more");
    }
}
