package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.sessions.account.Account;
import io.trunkline.sessions.secret.OpaqueToken;
import io.trunkline.sessions.session.Session;
import io.trunkline.sessions.session.Sessions;
import io.trunkline.sessions.token.AccessTokens.Issued;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** The last step of signing in, whatever proved the person: a session with its first tokens. */
@ApplicationScoped
class NewSession {

    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;

    NewSession(Sessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
    }

    /** @param account held by the transaction */
    Uni<Tokens> start(SqlConnection transaction, Account account, Device device) {
        return sessions.start(transaction, account.id(), device.clientId(), device.name(), device.address())
                .chain(session -> refreshTokens
                        .first(transaction, session)
                        .map(refreshToken -> tokens(account, session, refreshToken)));
    }

    private Tokens tokens(Account account, Session session, OpaqueToken refreshToken) {
        Issued access = accessTokens.forSession(
                account.id(), session.id(), session.clientId(), account.roles(), session.expiresAt());
        return new Tokens(access.token(), access.lifetime(), refreshToken);
    }
}
