package io.trunkline.sessions.account;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.password;
import static io.trunkline.sessions.Api.refresh;
import static io.trunkline.sessions.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.sessions.SessionEvent.Reason;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.Api.Signed;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class AccountAdministrationTest {

    private static final UUID NOBODY = UUID.fromString("019a3c5e-7a10-7c3e-9d55-0f6d1c2b3a49");

    private static Response setRoles(Signed caller, UUID account, String... roles) {
        return as(caller)
                .contentType("application/json")
                .body(Map.of("roles", List.of(roles)))
                .put("/v1/accounts/{id}/roles", account);
    }

    private static Response deactivate(Signed caller, UUID account) {
        return as(caller).post("/v1/accounts/{id}/deactivation", account);
    }

    @Test
    void onlyAdministratorsSeeOthers() {
        Signed user = newUser();
        Signed operator = newUser();
        setRoles(admin(), operator.account(), "operator").then().statusCode(200);
        Signed signedAgain = signIn(operator.phone());

        for (Signed caller : List.of(user, signedAgain)) {
            as(caller).get("/v1/accounts").then().statusCode(403).contentType("application/problem+json");
            as(caller).get("/v1/accounts/{id}", user.account()).then().statusCode(403);
            setRoles(caller, caller.account(), "admin").then().statusCode(403);
            deactivate(caller, user.account()).then().statusCode(403);
        }
        anonymous().get("/v1/accounts").then().statusCode(401);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        Signed admin = admin();
        as(admin).get("/v1/accounts/{id}", NOBODY).then().statusCode(404);
        as(admin).get("/v1/accounts/not-a-uuid").then().statusCode(404);
        setRoles(admin, NOBODY, "user").then().statusCode(404);
        deactivate(admin, NOBODY).then().statusCode(404);
    }

    @Test
    void anAccountIsFoundByItsPhone() {
        Signed admin = admin();
        Signed user = newUser();

        as(admin)
                .queryParam("phone", user.phone())
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .body("items.id", contains(user.account().toString()));
        as(admin)
                .urlEncodingEnabled(false)
                .get("/v1/accounts?phone=" + user.phone())
                .then()
                .statusCode(200)
                .body("items.phone", contains(user.phone()));
        as(admin).queryParam("phone", "nonsense").get("/v1/accounts").then().statusCode(400);
    }

    @Test
    void theListHasPages() {
        Signed admin = admin();
        List<String> newest = List.of(newUser(), newUser(), newUser()).reversed().stream()
                .map(user -> user.account().toString())
                .toList();

        Response first = as(admin).queryParam("limit", 2).get("/v1/accounts");
        first.then().statusCode(200).body("items", hasSize(2)).body("next", notNullValue());
        Response second = as(admin)
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/accounts");

        List<String> seen = new ArrayList<>(first.<List<String>>path("items.id"));
        seen.addAll(second.path("items.id"));
        assertThat(seen).startsWith(newest.toArray(String[]::new));
        as(admin).queryParam("limit", 0).get("/v1/accounts").then().statusCode(400);
        as(admin).queryParam("limit", 101).get("/v1/accounts").then().statusCode(400);
        as(admin).queryParam("cursor", "nonsense").get("/v1/accounts").then().statusCode(400);
    }

    @Test
    void newRolesSignTheAccountOutAndCountFromTheNextSignIn() {
        Signed user = newUser();

        setRoles(admin(), user.account(), "user", "operator")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("operator", "user")));

        refresh(user.refreshToken()).then().statusCode(400);
        await().untilAsserted(() -> as(user).get("/v1/account").then().statusCode(401));
        var revoked = (SessionEvent.Revoked) Topics.await(
                        Topic.SESSIONS_SESSION,
                        event -> event instanceof SessionEvent.Revoked it
                                && it.accountId().equals(user.account()))
                .event();
        assertThat(revoked.reason()).isEqualTo(Reason.ROLES_CHANGED);
        as(signIn(user.phone())).get("/v1/account").then().body("roles", equalTo(List.of("operator", "user")));
    }

    @Test
    void theSameRolesChangeNothing() {
        Signed user = newUser();

        setRoles(admin(), user.account(), "user").then().statusCode(200);

        refresh(user.refreshToken()).then().statusCode(200);
    }

    @Test
    void unknownRolesAreRefused() {
        Signed admin = admin();
        Signed user = newUser();
        setRoles(admin, user.account(), "root").then().statusCode(400);
        setRoles(admin, user.account(), "service").then().statusCode(400);
        setRoles(admin, user.account()).then().statusCode(400);
        as(admin)
                .contentType("application/json")
                .body("{\"roles\": \"admin\"}")
                .put("/v1/accounts/{id}/roles", user.account())
                .then()
                .statusCode(400);
    }

    @Test
    void theLastAdministratorStays() {
        Signed admin = admin();

        setRoles(admin, admin.account(), "user")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:last-admin"));
        deactivate(admin, admin.account()).then().statusCode(409);
        as(admin).get("/v1/account").then().statusCode(200);
    }

    @Test
    void ofTheLastTwoAdministratorsOneStaysHoweverTheyGo() {
        Signed admin = admin();
        Signed user = newUser();
        setRoles(admin, user.account(), "admin").then().statusCode(200);
        Signed second = signIn(user.phone());

        List<Integer> answers = AtOnce.all(List.of(
                () -> setRoles(admin, second.account(), "user").statusCode(),
                () -> setRoles(second, admin.account(), "user").statusCode()));

        assertThat(answers).containsOnlyOnce(200);
        restoreFirst(admin, second);
    }

    /** Other tests count on the first administrator. */
    private static void restoreFirst(Signed first, Signed second) {
        Signed again = signInAdmin();
        boolean firstStayed = as(again).get("/v1/accounts").statusCode() == 200;
        if (!firstStayed) {
            setRoles(signIn(second.phone()), first.account(), "admin").then().statusCode(200);
            setRoles(admin(), second.account(), "user").then().statusCode(200);
        }
    }

    private static Signed signInAdmin() {
        return admin();
    }

    @Test
    void aDeactivatedAccountIsOut() {
        Signed admin = admin();
        Signed user = newUser();

        deactivate(admin, user.account()).then().statusCode(200).body("deactivatedAt", notNullValue());

        refresh(user.refreshToken()).then().statusCode(400).body("error", equalTo("invalid_grant"));
        password(user.phone(), PASSWORD).then().statusCode(400).body("error", equalTo("invalid_grant"));
        await().untilAsserted(() -> as(user).get("/v1/account").then().statusCode(401));
        Topics.await(
                Topic.SESSIONS_ACCOUNT,
                event -> event instanceof AccountEvent.Deactivated it
                        && it.accountId().equals(user.account())
                        && it.deactivatedBy().equals(admin.account()));
        deactivate(admin, user.account()).then().statusCode(200);
        setRoles(admin, user.account(), "operator")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:account-deactivated"));
    }
}
