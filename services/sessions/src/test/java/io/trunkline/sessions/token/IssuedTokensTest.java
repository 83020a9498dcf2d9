package io.trunkline.sessions.token;

import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.SessionsInfrastructure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class IssuedTokensTest {

    private static RequestSpecification form() {
        return form(anonymous());
    }

    private static RequestSpecification form(RequestSpecification request) {
        return request.contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    private static Response revoke(String token) {
        return form().formParam("client_id", "trunkline-app")
                .formParam("token", token)
                .post("/oauth2/revoke");
    }

    private static Response introspect(Signed caller, String token) {
        return form(as(caller)).formParam("token", token).post("/oauth2/introspect");
    }

    private static Response newClient() {
        Response client = as(admin())
                .contentType("application/json")
                .body(Map.of("name", "Billing", "roles", List.of("service")))
                .post("/v1/clients");
        client.then().statusCode(201);
        return client;
    }

    @Test
    void aRevokedRefreshTokenEndsTheSession() {
        Signed user = newUser();

        revoke(user.refreshToken()).then().statusCode(200);

        refresh(user.refreshToken()).then().statusCode(400);
        await().untilAsserted(() -> as(user).get("/v1/account").then().statusCode(401));
    }

    @Test
    void aRevokedAccessTokenEndsTheSession() {
        Signed user = newUser();

        revoke(user.accessToken()).then().statusCode(200);

        refresh(user.refreshToken()).then().statusCode(400);
        await().untilAsserted(() -> as(user).get("/v1/account").then().statusCode(401));
    }

    @Test
    void revokingWhatIsWorthlessIsNoError() {
        Signed user = newUser();
        for (String token : List.of("nonsense", "tlr_" + "A".repeat(43), user.accessToken() + "x")) {
            revoke(token).then().statusCode(200);
        }
        as(user).get("/v1/account").then().statusCode(200);
    }

    @Test
    void onlyTheClientThatWasGivenATokenRevokesIt() {
        Signed user = newUser();
        Response client = newClient();

        form(anonymous().auth().preemptive().basic(client.path("clientId"), client.path("clientSecret")))
                .formParam("token", user.refreshToken())
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);

        refresh(user.refreshToken()).then().statusCode(200);
    }

    @Test
    void revokingNeedsAClientAndAToken() {
        form().formParam("token", "x").post("/oauth2/revoke").then().statusCode(401);
        form().formParam("client_id", "trunkline-app")
                .post("/oauth2/revoke")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void anOperatorMayAskWhatATokenIsWorth() {
        Signed admin = admin();
        Signed user = newUser();

        introspect(admin, user.accessToken())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("active", equalTo(true))
                .body("sub", equalTo(user.account().toString()))
                .body("client_id", equalTo("trunkline-app"))
                .body("token_type", equalTo("Bearer"))
                .body("sid", notNullValue())
                .body("exp", notNullValue());
        introspect(admin, user.refreshToken())
                .then()
                .body("active", equalTo(true))
                .body("sub", equalTo(user.account().toString()));
    }

    @Test
    void ofAWorthlessTokenNothingElseIsSaid() {
        Signed admin = admin();
        Signed user = newUser();
        String used = user.refreshToken();
        String next = refresh(used).path("refresh_token");
        assertThat(introspect(admin, used).asString()).isEqualTo("{\"active\":false}");

        revoke(next).then().statusCode(200);

        for (String token : List.of(next, user.accessToken(), "nonsense")) {
            assertThat(introspect(admin, token).asString()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void aProgramMayAskWithItsSecretOrItsToken() {
        Response client = newClient();
        String id = client.path("clientId");
        String secret = client.path("clientSecret");
        Signed user = newUser();

        form(anonymous().auth().preemptive().basic(id, secret))
                .formParam("token", user.accessToken())
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
        String token = form().formParam("grant_type", "client_credentials")
                .formParam("client_id", id)
                .formParam("client_secret", secret)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        form(anonymous().auth().oauth2(token))
                .formParam("token", token)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("sub", equalTo(id))
                .body("roles", hasItems("service"));
    }

    @Test
    void nobodyElseMayAsk() {
        Signed user = newUser();

        introspect(user, user.accessToken()).then().statusCode(403).contentType("application/problem+json");
        form().formParam("token", user.accessToken())
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);
        form().formParam("client_id", "trunkline-app")
                .formParam("token", user.accessToken())
                .post("/oauth2/introspect")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        form(anonymous().auth().oauth2("nonsense"))
                .formParam("token", user.accessToken())
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);
    }

    @Test
    void everythingIsFoundThroughTheMetadata() {
        anonymous()
                .get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(SessionsInfrastructure.ISSUER))
                .body("token_endpoint", equalTo(SessionsInfrastructure.ISSUER + "/oauth2/token"))
                .body("revocation_endpoint", equalTo(SessionsInfrastructure.ISSUER + "/oauth2/revoke"))
                .body("introspection_endpoint", equalTo(SessionsInfrastructure.ISSUER + "/oauth2/introspect"))
                .body("jwks_uri", equalTo(SessionsInfrastructure.ISSUER + "/oauth2/jwks"))
                .body(
                        "grant_types_supported",
                        hasItems(
                                "password",
                                "refresh_token",
                                "client_credentials",
                                "urn:trunkline:grant-type:one-time-code"))
                .body("response_types_supported", equalTo(List.of()));
    }
}
