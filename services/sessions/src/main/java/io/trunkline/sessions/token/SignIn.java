package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.database.Transactions;
import io.trunkline.sessions.account.Account;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.account.Credentials;
import io.trunkline.sessions.account.SignInName;
import io.trunkline.sessions.code.SignInCodes;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import io.trunkline.sessions.password.Passwords;
import io.trunkline.sessions.throttle.SignInThrottle;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in: proving who one is, by password or by code. Whoever fails learns nothing else: an unknown name, a wrong
 * password and a deactivated account look the same, and take the same time.
 */
@ApplicationScoped
class SignIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInCodes codes;
    private final SignInThrottle throttle;
    private final NewSession newSession;
    private final Transactions transactions;

    SignIn(
            Accounts accounts,
            Passwords passwords,
            SignInCodes codes,
            SignInThrottle throttle,
            NewSession newSession,
            Transactions transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.throttle = throttle;
        this.newSession = newSession;
        this.transactions = transactions;
    }

    /** Fails with invalid_grant; with 429 if there were too many failures; with 503 if too many sign in at once. */
    Uni<Tokens> byPassword(String username, String password, Device device) {
        SignInName name = SignInName.parse(username, accounts.region());
        return throttle.attempt(name.text(), device.network())
                .chain(() -> accounts.credentials(name))
                .chain(found -> verified(found, password))
                .chain(proved -> start(proved, device))
                .call(() -> throttle.succeeded(name.text(), device.network()));
    }

    private Uni<Credentials> verified(@Nullable Credentials found, String password) {
        String hash = found == null ? null : found.passwordHash();
        return passwords
                .matches(password, hash)
                .map(right -> right && found != null && found.account().isActive() ? found : null)
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthRefused(OAuthError.INVALID_GRANT, "The username or the password is wrong"))
                .call(proved -> refreshHash(proved, password));
    }

    /** The only moment at which an old hash can be made anew: its password is at hand. */
    private Uni<Void> refreshHash(Credentials proved, String password) {
        String hash = proved.passwordHash();
        if (hash == null || !passwords.isOutdated(hash)) {
            return Uni.createFrom().voidItem();
        }
        return passwords
                .hash(password)
                .chain(newHash -> accounts.rehash(proved.account().id(), hash, newHash));
    }

    private Uni<Tokens> start(Credentials proved, Device device) {
        UUID id = proved.account().id();
        return transactions.inTransaction(transaction -> accounts.holdActive(transaction, id, proved.passwordHash())
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthRefused(OAuthError.INVALID_GRANT, "The username or the password is wrong"))
                .chain(account -> newSession.start(transaction, account, device)));
    }

    /** Fails with invalid_grant; with 429 if there were too many failures from this address. Makes no account. */
    Uni<Tokens> byCode(String phone, String digits, Device device) {
        E164 number = SignInName.parse(phone, accounts.region()).phone();
        // A wrong code must cost its attempt, so the refusal comes after the commit.
        return throttle.attemptFrom(device.network())
                .chain(() -> number == null
                        ? Uni.createFrom().<@Nullable Tokens>nullItem()
                        : transactions.inTransaction(transaction -> redeem(transaction, number, digits, device)))
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthRefused(OAuthError.INVALID_GRANT, "The code is wrong, or not valid any more"))
                .call(() -> throttle.succeededFrom(device.network()));
    }

    private Uni<@Nullable Tokens> redeem(SqlConnection transaction, E164 phone, String digits, Device device) {
        return codes.redeem(transaction, phone, digits)
                .chain(right ->
                        right ? hold(transaction, phone) : Uni.createFrom().nullItem())
                .chain(account -> account == null
                        ? Uni.createFrom().<@Nullable Tokens>nullItem()
                        : newSession.start(transaction, account, device).map(tokens -> tokens));
    }

    private Uni<@Nullable Account> hold(SqlConnection transaction, E164 phone) {
        return accounts.holdActive(transaction, phone);
    }
}
