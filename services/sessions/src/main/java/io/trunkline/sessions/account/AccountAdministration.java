package io.trunkline.sessions.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.session.Sessions;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What administrators do with the accounts of others. */
@ApplicationScoped
class AccountAdministration {

    private static final Logger LOG = Logger.getLogger(AccountAdministration.class);

    private final AccountStore store;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    AccountAdministration(
            AccountStore store, Sessions sessions, Transactions transactions, Outbox outbox, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Page<Account>> list(@Nullable E164 phone, PageRequest page) {
        return store.list(phone, page).map(rows -> Page.of(rows, page, Account::id));
    }

    Uni<Account> get(UUID id) {
        return store.byId(id).onItem().ifNull().failWith(AccountAdministration::unknown);
    }

    /**
     * Gives the account exactly these roles, and signs it out everywhere: its tokens still carry the old ones. If it has
     * them already, nothing happens.
     */
    Uni<Account> setRoles(UUID id, Set<String> roles, UUID by) {
        return transactions.inTransaction(transaction -> store.lockAdministrators(transaction)
                .chain(() -> activeInLock(transaction, id))
                .chain(account -> account.roles().equals(roles)
                        ? Uni.createFrom().item(account)
                        : changeRoles(transaction, id, roles, by)));
    }

    private Uni<Account> activeInLock(SqlConnection transaction, UUID id) {
        return store.byId(transaction, id)
                .onItem()
                .ifNull()
                .failWith(AccountAdministration::unknown)
                .invoke(AccountAdministration::requireActive);
    }

    private static void requireActive(Account account) {
        if (!account.isActive()) {
            throw new Refused(AccountProblem.ACCOUNT_DEACTIVATED, "It cannot be changed any more");
        }
    }

    private Uni<Account> changeRoles(SqlConnection transaction, UUID id, Set<String> roles, UUID by) {
        return store.setRoles(transaction, id, roles)
                .onItem()
                .ifNull()
                .failWith(AccountAdministration::lastAdministrator)
                .call(account -> outbox.add(transaction, account.updated(clock.instant())))
                .call(() -> sessions.endAll(transaction, id, null, Reason.ROLES_CHANGED))
                .invoke(() -> LOG.infof("Roles changed account=%s roles=%s by=%s", id, roles, by));
    }

    /** Ends the account and its sessions. If that has been done, nothing happens. */
    Uni<Account> deactivate(UUID id, UUID by) {
        return transactions.inTransaction(transaction -> store.lockAdministrators(transaction)
                .chain(() -> store.byId(transaction, id))
                .onItem()
                .ifNull()
                .failWith(AccountAdministration::unknown)
                .chain(account -> account.isActive()
                        ? deactivateNow(transaction, id, by)
                        : Uni.createFrom().item(account)));
    }

    private Uni<Account> deactivateNow(SqlConnection transaction, UUID id, UUID by) {
        return store.deactivate(transaction, id, by, clock.instant())
                .onItem()
                .ifNull()
                .failWith(AccountAdministration::lastAdministrator)
                .call(() -> outbox.add(transaction, new AccountEvent.Deactivated(id, by, clock.instant())))
                .call(() -> sessions.endAll(transaction, id, null, Reason.ACCOUNT_DEACTIVATED))
                .invoke(() -> LOG.infof("Account deactivated account=%s by=%s", id, by));
    }

    private static Refused unknown() {
        return new Refused(KitProblem.NOT_FOUND, "There is no such account");
    }

    private static Refused lastAdministrator() {
        return new Refused(AccountProblem.LAST_ADMIN, "Make somebody else an administrator first");
    }
}
