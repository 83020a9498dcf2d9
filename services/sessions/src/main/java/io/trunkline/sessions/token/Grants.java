package io.trunkline.sessions.token;

import io.smallrye.mutiny.Uni;
import io.trunkline.sessions.address.IncomingRequest;
import io.trunkline.sessions.client.Client;
import io.trunkline.sessions.client.Client.Kind;
import io.trunkline.sessions.oauth.FormParameters;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import io.trunkline.sessions.token.AccessTokens.Issued;
import io.trunkline.sessions.token.RefreshTokens.Rotated;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The ways to get tokens, and who may go which. */
@ApplicationScoped
class Grants {

    /** The grant types as they stand in requests. */
    enum GrantType {
        PASSWORD("password", Kind.FIRST_PARTY),
        /** Ours: RFC 6749 §4.5 lets it be any URI. */
        ONE_TIME_CODE("urn:trunkline:grant-type:one-time-code", Kind.FIRST_PARTY),
        REFRESH_TOKEN("refresh_token", Kind.FIRST_PARTY),
        CLIENT_CREDENTIALS("client_credentials", Kind.SERVICE);

        private final String text;
        private final Kind allowedTo;

        GrantType(String text, Kind allowedTo) {
            this.text = text;
            this.allowedTo = allowedTo;
        }

        String text() {
            return text;
        }

        static GrantType parse(String text) {
            for (GrantType type : values()) {
                if (type.text.equals(text)) {
                    return type;
                }
            }
            throw new OAuthRefused(OAuthError.UNSUPPORTED_GRANT_TYPE, "There is no such grant here");
        }

        void requireAllowed(Client client) {
            if (client.kind() != allowedTo) {
                throw new OAuthRefused(OAuthError.UNAUTHORIZED_CLIENT, "This client may not use this grant");
            }
        }
    }

    /** Longer than any name, password, code or token. */
    private static final int LONGEST_NAME = 100;

    private static final int LONGEST_PASSWORD = 512;
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_CODE = 20;

    private final SignIn signIn;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;

    Grants(SignIn signIn, RefreshTokens refreshTokens, AccessTokens accessTokens) {
        this.signIn = signIn;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
    }

    /** Fails with {@link OAuthRefused}, or as the grant's own steps fail. */
    Uni<Tokens> grant(GrantType type, Client client, FormParameters form, IncomingRequest request) {
        type.requireAllowed(client);
        return switch (type) {
            case PASSWORD ->
                signIn.byPassword(
                        form.required("username", LONGEST_NAME),
                        form.required("password", LONGEST_PASSWORD),
                        device(client, form, request));
            case ONE_TIME_CODE ->
                signIn.byCode(
                        form.required("phone", LONGEST_NAME),
                        form.required("code", LONGEST_CODE),
                        device(client, form, request));
            case REFRESH_TOKEN ->
                refreshTokens
                        .rotate(form.required("refresh_token", LONGEST_TOKEN), client)
                        .map(rotated -> tokens(rotated, client));
            case CLIENT_CREDENTIALS -> Uni.createFrom().item(tokens(accessTokens.forClient(client)));
        };
    }

    private static Device device(Client client, FormParameters form, IncomingRequest request) {
        @Nullable String name = IncomingRequest.deviceName(form.optional("device", LONGEST_NAME));
        return new Device(
                client.clientId(), name == null ? request.device() : name, request.address(), request.network());
    }

    private Tokens tokens(Rotated rotated, Client client) {
        var refreshed = rotated.refreshed();
        Issued access = accessTokens.forSession(
                refreshed.account(),
                refreshed.session(),
                client.clientId(),
                refreshed.roles(),
                refreshed.sessionEnds());
        return new Tokens(access.token(), access.lifetime(), rotated.successor());
    }

    private static Tokens tokens(Issued access) {
        return new Tokens(access.token(), access.lifetime(), null);
    }
}
