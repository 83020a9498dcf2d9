package io.trunkline.sessions.signup;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.beginSignUp;
import static io.trunkline.sessions.Api.byCode;
import static io.trunkline.sessions.Api.callerAt;
import static io.trunkline.sessions.Api.codeIn;
import static io.trunkline.sessions.Api.codeSentTo;
import static io.trunkline.sessions.Api.confirm;
import static io.trunkline.sessions.Api.newAddress;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.notThe;
import static io.trunkline.sessions.Api.password;
import static io.trunkline.sessions.Api.register;
import static io.trunkline.sessions.Api.smsTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class SignUpTest {

    private static final Duration COOLDOWN = Duration.ofSeconds(31);

    @Inject
    TestClock clock;

    @Test
    void whoSendsTheCodeBackHasAnAccount() {
        String phone = newPhone();
        Response begun = anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone, "name", "Ada Lovelace", "password", PASSWORD))
                .post("/v1/sign-ups");
        begun.then().statusCode(202).body("expiresAt", notNullValue()).body("resendAt", notNullValue());
        String sms = smsTo(phone, 1);

        Response confirmed = confirm(UUID.fromString(begun.path("id")), codeIn(sms));

        confirmed
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/v1/account"))
                .body("phone", equalTo(phone))
                .body("name", equalTo("Ada Lovelace"))
                .body("roles", equalTo(List.of("user")));
        UUID account = UUID.fromString(confirmed.path("id"));
        var event = (AccountEvent.Registered)
                Topics.await(Topic.SESSIONS_ACCOUNT, it -> it.key().equals(account.toString()))
                        .event();
        assertThat(event.phone().number()).isEqualTo(phone);
        assertThat(event.roles()).isEqualTo(Set.of("user"));
        password(phone, PASSWORD).then().statusCode(200);
    }

    @Test
    void anAccountNeedsNoPassword() {
        String phone = newPhone();
        confirm(beginSignUp(phone, null), codeSentTo(phone)).then().statusCode(201);

        password(phone, PASSWORD).then().statusCode(400).body("error", equalTo("invalid_grant"));
        anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone))
                .post("/v1/one-time-codes")
                .then()
                .statusCode(202);
        byCode(phone, codeIn(smsTo(phone, 2))).then().statusCode(200);
    }

    @Test
    void theAnswerDoesNotTellWhetherThePhoneIsKnown() {
        String known = register();
        clock.skip(COOLDOWN);

        Response begun = anonymous()
                .contentType("application/json")
                .body(Map.of("phone", known, "password", PASSWORD))
                .post("/v1/sign-ups");

        begun.then().statusCode(202);
        assertThat(begun.jsonPath().getMap("$").keySet()).isEqualTo(Set.of("id", "expiresAt", "resendAt"));
        assertThat(smsTo(known, 2)).contains("You have an account already").doesNotContainPattern("[0-9]{6}");
        confirm(UUID.fromString(begun.path("id")), "123456")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:trunkline:problem:wrong-code"));
    }

    @Test
    void afterFiveWrongCodesTheRightOneIsWorthless() {
        String phone = newPhone();
        UUID signUp = beginSignUp(phone, PASSWORD);
        String code = codeSentTo(phone);
        for (int attempt = 0; attempt < 5; attempt++) {
            confirm(signUp, notThe(code)).then().statusCode(422);
        }

        confirm(signUp, code).then().statusCode(410).body("type", equalTo("urn:trunkline:problem:sign-up-over"));
    }

    @Test
    void fiveAttemptsAreFiveAlsoWhenMadeAtOnce() {
        String phone = newPhone();
        UUID signUp = beginSignUp(phone, PASSWORD);
        String wrong = notThe(codeSentTo(phone));

        List<Integer> answers = AtOnce.times(16, () -> confirm(signUp, wrong).statusCode());

        assertThat(answers).filteredOn(status -> status == 422).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 410).hasSize(11);
    }

    @Test
    void aCodeExpires() {
        String phone = newPhone();
        UUID signUp = beginSignUp(phone, PASSWORD);
        String code = codeSentTo(phone);

        clock.skip(Duration.ofMinutes(5));

        confirm(signUp, code).then().statusCode(410);
    }

    @Test
    void ofTwoConfirmationsAtOnceOneMakesTheAccount() {
        String phone = newPhone();
        UUID signUp = beginSignUp(phone, PASSWORD);
        String code = codeSentTo(phone);

        List<Integer> answers = AtOnce.times(8, () -> confirm(signUp, code).statusCode());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 410).hasSize(7);
    }

    @Test
    void ofTwoSignUpsWithOnePhoneOneWins() {
        String phone = newPhone();
        UUID first = beginSignUp(phone, PASSWORD);
        String firstCode = codeSentTo(phone);
        clock.skip(COOLDOWN);
        UUID second = beginSignUp(phone, PASSWORD);
        String secondCode = codeIn(smsTo(phone, 2));

        List<Integer> answers =
                AtOnce.all(List.of(() -> confirm(first, firstCode).statusCode(), () -> confirm(second, secondCode)
                        .statusCode()));

        assertThat(answers).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void aCodeOfOneSignUpIsWorthlessInAnother() {
        String phone = newPhone();
        UUID first = beginSignUp(phone, PASSWORD);
        String firstCode = codeSentTo(phone);
        clock.skip(COOLDOWN);
        beginSignUp(phone, PASSWORD);
        String secondCode = codeIn(smsTo(phone, 2));

        // One in a million pairs of codes is equal.
        if (!firstCode.equals(secondCode)) {
            confirm(first, secondCode).then().statusCode(422);
        }
        byCode(phone, firstCode).then().statusCode(400);
    }

    @Test
    void anotherCodeHasToWait() {
        String phone = newPhone();
        beginSignUp(phone, PASSWORD);

        anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone))
                .post("/v1/sign-ups")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", Integer::parseInt, greaterThan(0))
                .body("type", equalTo("urn:trunkline:problem:too-many-requests"));
    }

    @Test
    void onlySoManyCodesGoToOnePhoneInAnHour() {
        String phone = newPhone();
        for (int code = 0; code < 5; code++) {
            beginSignUp(phone, null);
            clock.skip(COOLDOWN);
        }

        anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone))
                .post("/v1/sign-ups")
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, greaterThan(3_000));
        clock.skip(Duration.ofHours(1));
        beginSignUp(phone, null);
    }

    @Test
    void onlySoManyCodesAreAskedForFromOneAddressInAnHour() {
        String address = newAddress();
        List<Integer> answers = AtOnce.times(70, () -> callerAt(address)
                .contentType("application/json")
                .body(Map.of("phone", newPhone()))
                .post("/v1/one-time-codes")
                .statusCode());

        assertThat(answers).filteredOn(status -> status == 202).hasSize(60);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(10);
    }

    @Test
    void anUnknownSignUpIsNotFound() {
        confirm(UUID.fromString("019a3c5e-7a10-7c3e-9d55-0f6d1c2b3a49"), "123456")
                .then()
                .statusCode(404);
        anonymous()
                .contentType("application/json")
                .body(Map.of("code", "123456"))
                .post("/v1/sign-ups/none/confirmation")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone\"                                                       | MALFORMED",
                "[]                                                              | MALFORMED",
                "{\"phone\": 447700900123}                                       | /phone",
                "{\"phone\": \"12\"}                                             | /phone",
                "{\"phone\": \"+447700900123 ext. 5\"}                           | /phone",
                "{}                                                              | /phone",
                "{\"phone\": \"+447700900123\", \"admin\": true}                 | /admin",
                "{\"phone\": \"+447700900123\", \"roles\": [\"admin\"]}          | /roles",
                "{\"phone\": \"+447700900123\", \"name\": \" \"}                 | /name",
                "{\"phone\": \"+447700900123\", \"name\": {}}                    | /name",
                "{\"phone\": \"+447700900123\", \"password\": \"short\"}         | /password",
                "{\"phone\": \"+447700900123\", \"password\": \"+447700900123\"} | /password",
                "{\"phone\": \"+447700900123\", \"password\": \"447700900123\"}  | /password",
            })
    void badInputIsNamedAndChangesNothing(String body, String pointer) {
        var answer = anonymous()
                .contentType("application/json")
                .body(body)
                .post("/v1/sign-ups")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        if (pointer.startsWith("/")) {
            answer.body("errors.pointer", hasItem(pointer));
        }
    }

    @Test
    void overlongTextsAreRefused() {
        for (Map<String, String> body : List.of(
                Map.of("phone", "+" + "4".repeat(10_000)),
                Map.of("phone", newPhone(), "name", "a".repeat(101)),
                Map.of("phone", newPhone(), "password", "a".repeat(10_000)))) {
            anonymous()
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/sign-ups")
                    .then()
                    .statusCode(400)
                    .body("title", containsString("not acceptable"));
        }
    }

    @Test
    void aCodeHasSixDigits() {
        UUID signUp = beginSignUp(newPhone(), null);
        for (String code : List.of("12345", "1234567", "12345a", "١٢٣٤٥٦")) {
            confirm(signUp, code).then().statusCode(400).body("errors[0].pointer", is("/code"));
        }
    }
}
