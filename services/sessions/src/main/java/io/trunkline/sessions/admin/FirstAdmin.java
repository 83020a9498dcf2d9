package io.trunkline.sessions.admin;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.database.Transactions;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.password.PasswordPolicy;
import io.trunkline.sessions.password.Passwords;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Makes the first administrator, login {@code admin}, when there is none. Of several replicas that start at once exactly one
 * does; a generated password is in its file before the account is committed, so nobody is ever locked out.
 */
@ApplicationScoped
class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String LOGIN = "admin";
    private static final int RANDOM_BYTES = 18;

    private final Accounts accounts;
    private final Passwords passwords;
    private final Transactions transactions;
    private final AdminConfig config;
    private final RandomGenerator random;

    FirstAdmin(
            Accounts accounts,
            Passwords passwords,
            Transactions transactions,
            AdminConfig config,
            RandomGenerator random) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.transactions = transactions;
        this.config = config;
        this.random = random;
    }

    void start(@Observes @Priority(200) StartupEvent event) {
        ensure().await().atMost(config.patience());
    }

    /** Makes sure that there is an administrator. Fails if there is none and no way to hand out a password. */
    Uni<Void> ensure() {
        return accounts.hasAdministrator()
                .chain(there ->
                        there ? Uni.createFrom().voidItem() : Uni.createFrom().deferred(this::create));
    }

    private Uni<Void> create() {
        Optional<String> chosen = config.password();
        chosen.ifPresent(password -> PasswordPolicy.require(password, "SESSIONS_ADMIN_PASSWORD", LOGIN));
        Optional<Path> file = chosen.isPresent() ? Optional.empty() : Optional.of(requireFile());
        String password = chosen.orElseGet(this::generate);
        return passwords
                .hash(password)
                .chain(hash -> transactions.inTransaction(transaction -> accounts.hasAdministrator(transaction)
                        .chain(there ->
                                there ? Uni.createFrom().voidItem() : create(transaction, hash, password, file))));
    }

    private Path requireFile() {
        return config.passwordFile()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no administrator yet: set SESSIONS_ADMIN_PASSWORD_FILE to where a generated password is to be"
                                + " written, or SESSIONS_ADMIN_PASSWORD to the password of the first one"));
    }

    /** 24 characters, 144 bits. */
    private String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Uni<Void> create(SqlConnection transaction, String hash, String password, Optional<Path> file) {
        return accounts.registerLogin(transaction, LOGIN, Set.of(Roles.ADMIN), hash)
                .call(() -> file.map(path -> write(path, password))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(account -> LOG.infof(
                        "The first administrator has been made login=%s account=%s password=%s",
                        LOGIN, account.id(), file.map(path -> "in " + path).orElse("as set")))
                .replaceWithVoid();
    }

    private static Uni<Void> write(Path file, String password) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> PasswordFile.write(file, password))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
