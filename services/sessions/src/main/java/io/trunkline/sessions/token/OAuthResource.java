package io.trunkline.sessions.token;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.address.IncomingRequest;
import io.trunkline.sessions.client.Client;
import io.trunkline.sessions.client.ClientClaim;
import io.trunkline.sessions.client.Clients;
import io.trunkline.sessions.oauth.FormParameters;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import io.trunkline.sessions.token.Grants.GrantType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

@Path("/oauth2")
@PermitAll
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2.0")
class OAuthResource {

    private static final String NO_STORE = "no-store";
    private static final String CHALLENGE = "Basic realm=\"trunkline\", charset=\"UTF-8\"";
    private static final int LONGEST_TOKEN = 4096;
    private static final Set<String> INTROSPECTING_ROLES = Set.of(Roles.SERVICE, Roles.OPERATOR, Roles.ADMIN);

    private final Clients clients;
    private final Grants grants;
    private final IssuedTokens tokens;
    private final IncomingRequest request;
    private final CurrentIdentityAssociation identity;

    OAuthResource(
            Clients clients,
            Grants grants,
            IssuedTokens tokens,
            IncomingRequest request,
            CurrentIdentityAssociation identity) {
        this.clients = clients;
        this.grants = grants;
        this.tokens = tokens;
        this.request = request;
        this.identity = identity;
    }

    @POST
    @Path("/token")
    @Operation(
            summary = "Get tokens",
            description = "RFC 6749. Apps sign people in (password, one-time code) and refresh; programs use"
                    + " client_credentials. A refresh token is good for one use; repeating a call within ten seconds gives"
                    + " the same successor again, a later repeat ends the session.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = OAuthRequest.Token.class),
                            examples = {
                                @ExampleObject(
                                        name = "password",
                                        value =
                                                "grant_type=password&client_id=trunkline-app&username=%2B447700900123&password=correct+horse+battery"),
                                @ExampleObject(
                                        name = "refresh",
                                        value =
                                                "grant_type=refresh_token&client_id=trunkline-app&refresh_token=tlr_...")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "Tokens",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request, the grant or its type is not acceptable",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(
            responseCode = "401",
            description = "The client is not known, or not proved",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many failed attempts; see Retry-After",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too much to do at this moment; see Retry-After",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    public Uni<Response> token(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> body) {
        FormParameters form = new FormParameters(body);
        return clients.authenticate(ClientClaim.of(authorization, form))
                .chain(client -> grants.grant(GrantType.parse(form.required("grant_type", 100)), client, form, request))
                .map(TokenView::of)
                .map(OAuthResource::notToBeStored);
    }

    @POST
    @Path("/revoke")
    @Operation(
            summary = "Sign out",
            description =
                    "RFC 7009. Ends the session of a refresh or an access token that this client was given. Worthless"
                            + " tokens are no error. A program's own access tokens have no session: they live for up to ten"
                            + " minutes.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = OAuthRequest.Revocation.class)))
    @APIResponse(responseCode = "200", description = "The token is worthless now, if it was not before")
    @APIResponse(
            responseCode = "400",
            description = "The token is missing",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(
            responseCode = "401",
            description = "The client is not known, or not proved",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    public Uni<Response> revoke(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> body) {
        FormParameters form = new FormParameters(body);
        return clients.authenticate(ClientClaim.of(authorization, form))
                .chain(client -> tokens.revoke(form.required("token", LONGEST_TOKEN), client))
                .map(done -> Response.ok()
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .build());
    }

    @POST
    @Path("/introspect")
    @Operation(
            summary = "Ask what a token is worth",
            description =
                    "RFC 7662. For programs (client authentication, or a bearer token of role service), operators and"
                            + " administrators (bearer token).")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = OAuthRequest.Introspection.class)))
    @APIResponse(
            responseCode = "200",
            description = "What the token is worth; {\"active\":false} if nothing",
            content = @Content(schema = @Schema(implementation = IntrospectionView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The token is missing",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(
            responseCode = "401",
            description = "The caller is not known, or not proved",
            content = @Content(schema = @Schema(implementation = OAuthErrorView.class)))
    @APIResponse(responseCode = "403", description = "The caller has none of the roles")
    public Uni<Response> introspect(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> body) {
        FormParameters form = new FormParameters(body);
        return requireMayIntrospect(authorization, form)
                .chain(() -> tokens.introspect(form.required("token", LONGEST_TOKEN)))
                .map(OAuthResource::notToBeStored);
    }

    private Uni<Void> requireMayIntrospect(@Nullable String authorization, FormParameters form) {
        if (authorization != null && !ClientClaim.isBasic(authorization)) {
            return identity.getDeferredIdentity()
                    .invoke(OAuthResource::requireRole)
                    .replaceWithVoid();
        }
        return clients.authenticate(ClientClaim.of(authorization, form))
                .invoke(OAuthResource::requireConfidential)
                .replaceWithVoid();
    }

    private static void requireRole(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw new OAuthRefused(OAuthError.INVALID_CLIENT, "The Authorization header is not readable");
        }
        if (caller.getRoles().stream().noneMatch(INTROSPECTING_ROLES::contains)) {
            throw new Refused(KitProblem.FORBIDDEN, "Only programs, operators and administrators may ask");
        }
    }

    private static void requireConfidential(Client client) {
        if (client.kind() != Client.Kind.SERVICE) {
            throw new OAuthRefused(OAuthError.INVALID_CLIENT, "A public client proves nothing");
        }
    }

    /** RFC 6749 §5.1: neither header may be missing. */
    private static Response notToBeStored(Object body) {
        return Response.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .header("Pragma", "no-cache")
                .build();
    }

    @ServerExceptionMapper
    Response refused(OAuthRefused refusal, jakarta.ws.rs.core.HttpHeaders headers) {
        Response.ResponseBuilder answer = answer(refusal.error(), refusal.description());
        boolean triedBasic = ClientClaim.isBasic(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (refusal.error() == OAuthError.INVALID_CLIENT && triedBasic) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return answer.build();
    }

    /** Refusals of other features, in the words of OAuth 2.0 where it has some. */
    @ServerExceptionMapper
    Response refused(Refused refusal, jakarta.ws.rs.core.UriInfo uri) {
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter == null) {
            return Response.status(refusal.type().status())
                    .type(io.trunkline.kit.problem.Problem.MEDIA_TYPE)
                    .entity(io.trunkline.kit.problem.Problem.of(refusal.type(), refusal.detail(), uri.getPath()))
                    .build();
        }
        OAuthError error = refusal.type().status() == OAuthError.SLOW_DOWN.status()
                ? OAuthError.SLOW_DOWN
                : OAuthError.TEMPORARILY_UNAVAILABLE;
        return answer(error, refusal.detail())
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build();
    }

    private static Response.ResponseBuilder answer(OAuthError error, String description) {
        return Response.status(error.status())
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .header("Pragma", "no-cache")
                .entity(new OAuthErrorView(error.code(), description));
    }
}
