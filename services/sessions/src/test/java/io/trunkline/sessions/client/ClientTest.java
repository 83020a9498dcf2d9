package io.trunkline.sessions.client;

import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.token;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.SessionsInfrastructure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class ClientTest {

    private static Response create(Signed caller, String name, String... roles) {
        return as(caller)
                .contentType("application/json")
                .body(Map.of("name", name, "roles", List.of(roles)))
                .post("/v1/clients");
    }

    @Test
    void aProgramGetsTokensWithItsSecret() {
        Response client = create(admin(), "Billing", "service");
        client.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("clientSecret", matchesPattern("tls_[A-Za-z0-9_-]{43}"))
                .body("roles", equalTo(List.of("service")));
        String id = client.path("clientId");
        String secret = client.path("clientSecret");

        Response tokens =
                token(anonymous().auth().preemptive().basic(id, secret), Map.of("grant_type", "client_credentials"));

        tokens.then().statusCode(200).body("refresh_token", nullValue()).body("expires_in", equalTo(600));
        String accessToken = tokens.path("access_token");
        anonymous().auth().oauth2(accessToken).get("/v1/account").then().statusCode(403);
        token(anonymous(), Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret))
                .then()
                .statusCode(200);
    }

    @Test
    void aWrongOrMissingSecretIsRefused() {
        Response client = create(admin(), "Billing", "service");
        String id = client.path("clientId");
        String secret = client.path("clientSecret");

        token(anonymous().auth().preemptive().basic(id, secret + "x"), Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        token(anonymous(), Map.of("grant_type", "client_credentials", "client_id", id))
                .then()
                .statusCode(401);
        token(
                        anonymous().auth().preemptive().basic(id, secret),
                        Map.of("grant_type", "client_credentials", "client_secret", secret))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        token(
                        anonymous(),
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                "trunkline-app",
                                "client_secret",
                                "anything"))
                .then()
                .statusCode(401);
    }

    @Test
    void aNameThatNoClientCanHaveIsUnknown() {
        for (String name : List.of("\u0000", "clientä", "019a0000-0000-7000-8000-000000000001")) {
            token(anonymous(), Map.of("grant_type", "client_credentials", "client_id", name))
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_client"));
        }
    }

    @Test
    void eachKindHasItsGrants() {
        Response client = create(admin(), "Billing", "service");

        token(
                        anonymous().auth().preemptive().basic(client.path("clientId"), client.path("clientSecret")),
                        Map.of("grant_type", "password", "username", "admin", "password", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        token(anonymous(), Map.of("grant_type", "client_credentials", "client_id", "trunkline-app"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void theSecretIsShownOnce() {
        Signed admin = admin();
        String id = create(admin, "Billing", "service").path("clientId");

        as(admin)
                .queryParam("limit", 100)
                .get("/v1/clients")
                .then()
                .statusCode(200)
                .body("items.clientId", hasItems(id, "trunkline-app"))
                .body("items.clientSecret", not(hasItem(matchesPattern(".+"))));
    }

    @Test
    void aDeletedClientGetsNoMoreTokens() {
        Signed admin = admin();
        Response client = create(admin, "Billing", "service");
        String id = client.path("clientId");
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                id,
                "client_secret",
                client.<String>path("clientSecret"));
        token(anonymous(), form).then().statusCode(200);

        as(admin).delete("/v1/clients/{id}", id).then().statusCode(204);

        token(anonymous(), form).then().statusCode(401);
        as(admin).delete("/v1/clients/{id}", id).then().statusCode(404);
    }

    @Test
    void ourOwnAppCannotBeDeleted() {
        as(admin())
                .delete("/v1/clients/019a0000-0000-7000-8000-000000000001")
                .then()
                .statusCode(409);
    }

    @Test
    void onlyAdministratorsManageClients() {
        Signed user = newUser();
        create(user, "Mine", "service").then().statusCode(403);
        as(user).get("/v1/clients").then().statusCode(403);
        as(user).delete("/v1/clients/019a0000-0000-7000-8000-000000000001")
                .then()
                .statusCode(403);
        anonymous().get("/v1/clients").then().statusCode(401);
    }

    @Test
    void badInputIsRefused() {
        Signed admin = admin();
        create(admin, "", "service").then().statusCode(400);
        create(admin, "a".repeat(101), "service").then().statusCode(400);
        create(admin, "Billing").then().statusCode(400);
        create(admin, "Billing", "admin").then().statusCode(400);
        create(admin, "Billing", "root").then().statusCode(400);
        as(admin)
                .contentType("application/json")
                .body("{\"name\": \"Billing\", \"roles\": [null]}")
                .post("/v1/clients")
                .then()
                .statusCode(400);
    }
}
