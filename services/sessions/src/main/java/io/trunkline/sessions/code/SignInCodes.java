package io.trunkline.sessions.code;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.database.Transactions;
import io.trunkline.sessions.account.Accounts;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Codes to sign in with, for who has an account. */
@ApplicationScoped
public class SignInCodes {

    private static final int SWEPT_AT_ONCE = 10_000;
    private static final Duration KEPT = Duration.ofHours(1);

    /** When a code that has been sent expires, and when another one may be asked for. */
    record Sent(Instant expiresAt, Instant resendAt) {}

    private final SignInCodeStore store;
    private final AllowanceStore allowances;
    private final CodeSender sender;
    private final CodeConfig config;
    private final Accounts accounts;
    private final Transactions transactions;
    private final Clock clock;

    SignInCodes(
            SignInCodeStore store,
            AllowanceStore allowances,
            CodeSender sender,
            CodeConfig config,
            Accounts accounts,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.allowances = allowances;
        this.sender = sender;
        this.config = config;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Sends a code if there is an account; the answer is the same if there is none. Fails with 429. */
    Uni<Sent> send(E164 phone, String network) {
        Instant now = clock.instant();
        Sent sent = new Sent(now.plus(config.lifetime()), now.plus(config.resendAfter()));
        return accounts.hasActive(phone)
                .chain(known -> transactions.inTransaction(
                        transaction -> sender.allow(transaction, CodePurpose.SIGN_IN, phone, network)
                                .chain(() -> putAndSend(transaction, phone, known, sent.expiresAt()))))
                .replaceWith(sent);
    }

    private Uni<Void> putAndSend(SqlConnection transaction, E164 phone, boolean known, Instant expiresAt) {
        OneTimeCode code = sender.newCode();
        return store.put(
                        transaction,
                        phone,
                        sender.hash(CodePurpose.SIGN_IN, phone.number(), code.digits()),
                        config.attempts(),
                        expiresAt)
                .chain(() -> known
                        ? sender.send(transaction, CodePurpose.SIGN_IN, phone, code)
                        : Uni.createFrom().voidItem());
    }

    /** Uses a code up if it is the right one; a wrong one costs an attempt once the caller's transaction commits. */
    public Uni<Boolean> redeem(SqlConnection transaction, E164 phone, String digits) {
        return store.redeem(
                transaction, phone, sender.hash(CodePurpose.SIGN_IN, phone.number(), digits), clock.instant());
    }

    @Scheduled(every = "10m", delayed = "5m", identity = "code-sweep")
    Uni<Void> forgetOld() {
        Instant now = clock.instant();
        return transactions.inTransaction(transaction -> store.forget(transaction, now.minus(KEPT), SWEPT_AT_ONCE)
                .chain(() -> allowances.forget(transaction, now, SWEPT_AT_ONCE)));
    }
}
