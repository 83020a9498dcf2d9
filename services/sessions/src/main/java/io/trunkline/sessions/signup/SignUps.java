package io.trunkline.sessions.signup;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.code.CodeConfig;
import io.trunkline.sessions.code.CodePurpose;
import io.trunkline.sessions.code.CodeSender;
import io.trunkline.sessions.code.OneTimeCode;
import io.trunkline.sessions.password.PasswordPolicy;
import io.trunkline.sessions.password.Passwords;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The first half of signing up: a code goes to the phone. */
@ApplicationScoped
class SignUps {

    private static final int SWEPT_AT_ONCE = 10_000;
    private static final Duration KEPT = Duration.ofDays(1);

    private final SignUpStore store;
    private final CodeSender codes;
    private final CodeConfig config;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    SignUps(
            SignUpStore store,
            CodeSender codes,
            CodeConfig config,
            Accounts accounts,
            Passwords passwords,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.codes = codes;
        this.config = config;
        this.accounts = accounts;
        this.passwords = passwords;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins a sign-up. A phone that has an account goes the same way, with a code that nobody ever gets: its owner gets a
     * word of warning instead. Fails with 400 if the password is not acceptable, with 429, and with 503.
     *
     * @param password null if it is to be an account without one
     */
    Uni<SignUp> begin(E164 phone, @Nullable String name, @Nullable String password, String network) {
        if (password != null) {
            PasswordPolicy.require(password, "password", phone.number());
        }
        // The allowance comes first: a hash costs far more than a refusal.
        return transactions
                .inTransaction(transaction -> codes.allow(transaction, CodePurpose.SIGN_UP, phone, network))
                .chain(() -> hash(password))
                .map(hash -> new SignUp(
                        ids.next(), phone, name, hash, clock.instant().plus(config.lifetime())))
                .call(this::insertAndSend);
    }

    private Uni<@Nullable String> hash(@Nullable String password) {
        return password == null
                ? Uni.createFrom().nullItem()
                : passwords.hash(password).map(hash -> hash);
    }

    private Uni<Void> insertAndSend(SignUp signUp) {
        return accounts.has(signUp.phone())
                .chain(known -> transactions.inTransaction(transaction -> insertAndSend(transaction, signUp, known)));
    }

    private Uni<Void> insertAndSend(SqlConnection transaction, SignUp signUp, boolean known) {
        OneTimeCode code = codes.newCode();
        return store.insert(
                        transaction,
                        signUp,
                        codes.hash(CodePurpose.SIGN_UP, signUp.id().toString(), code.digits()),
                        config.attempts())
                .chain(() -> known
                        ? codes.sendAccountExists(transaction, signUp.phone())
                        : codes.send(transaction, CodePurpose.SIGN_UP, signUp.phone(), code));
    }

    @Scheduled(every = "10m", delayed = "6m", identity = "sign-up-sweep")
    Uni<Void> forgetOld() {
        return store.forget(clock.instant().minus(KEPT), SWEPT_AT_ONCE);
    }
}
