package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.auth.AccessToken;
import io.trunkline.kit.auth.AuthConfig;
import io.trunkline.kit.auth.TokenRefused;
import io.trunkline.kit.auth.TokenVerifier;
import io.trunkline.sessions.client.Client;
import io.trunkline.sessions.secret.OpaqueToken;
import io.trunkline.sessions.session.Sessions;
import io.trunkline.sessions.token.RefreshTokenStore.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done with a token that somebody holds: to ask what it is worth, and to end it. */
@ApplicationScoped
class IssuedTokens {

    private final RefreshTokens refreshTokens;
    private final TokenVerifier verifier;
    private final Sessions sessions;
    private final AuthConfig auth;

    IssuedTokens(RefreshTokens refreshTokens, TokenVerifier verifier, Sessions sessions, AuthConfig auth) {
        this.refreshTokens = refreshTokens;
        this.verifier = verifier;
        this.sessions = sessions;
        this.auth = auth;
    }

    /** Never fails for the token's sake. */
    Uni<IntrospectionView> introspect(String token) {
        return token.startsWith(OpaqueToken.REFRESH_TOKEN) ? introspectRefresh(token) : introspectAccess(token);
    }

    private Uni<IntrospectionView> introspectRefresh(String token) {
        return refreshTokens
                .find(token)
                .map(known -> known != null && refreshTokens.isGood(known)
                        ? IntrospectionView.of(known, auth.issuer())
                        : IntrospectionView.WORTHLESS);
    }

    private Uni<IntrospectionView> introspectAccess(String token) {
        return verified(token)
                .chain(verified -> verified == null
                        ? Uni.createFrom().item(IntrospectionView.WORTHLESS)
                        : isAlive(verified.session())
                                .map(alive -> alive ? view(verified) : IntrospectionView.WORTHLESS));
    }

    private IntrospectionView view(AccessToken verified) {
        return IntrospectionView.of(verified, auth.issuer(), auth.audience());
    }

    /** The database knows it first: the projection that the verifier asks follows within a second. */
    private Uni<Boolean> isAlive(@Nullable UUID session) {
        return session == null ? Uni.createFrom().item(true) : sessions.isAlive(session);
    }

    private Uni<@Nullable AccessToken> verified(String token) {
        return verifier.verify(token)
                .map(verified -> (@Nullable AccessToken) verified)
                .onFailure(TokenRefused.class)
                .recoverWithNull();
    }

    /**
     * Ends the session of a refresh or access token that was given to this client. Nothing happens if the token is
     * worthless, somebody else's, or that of a program, which has no session.
     */
    Uni<Void> revoke(String token, Client client) {
        return sessionOf(token, client)
                .chain(session ->
                        session == null ? Uni.createFrom().voidItem() : sessions.end(session, Reason.SIGNED_OUT));
    }

    private Uni<@Nullable UUID> sessionOf(String token, Client client) {
        return token.startsWith(OpaqueToken.REFRESH_TOKEN)
                ? refreshTokens.find(token).map(known -> sessionOf(known, client))
                : verified(token).map(verified -> sessionOf(verified, client));
    }

    private static @Nullable UUID sessionOf(@Nullable Known token, Client client) {
        return token != null && token.clientId().equals(client.clientId()) ? token.session() : null;
    }

    private static @Nullable UUID sessionOf(@Nullable AccessToken token, Client client) {
        return token != null && token.clientId().equals(client.clientId()) ? token.session() : null;
    }
}
