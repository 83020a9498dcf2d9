package io.trunkline.sessions.token;

import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.anonymous;
import static io.trunkline.sessions.Api.as;
import static io.trunkline.sessions.Api.byCode;
import static io.trunkline.sessions.Api.codeIn;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.notThe;
import static io.trunkline.sessions.Api.register;
import static io.trunkline.sessions.Api.smsTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.kit.testing.Topics;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class CodeGrantTest {

    @Inject
    TestClock clock;

    private static Response askFor(String phone) {
        return anonymous()
                .contentType("application/json")
                .body(Map.of("phone", phone))
                .post("/v1/one-time-codes");
    }

    private static String newCode(String phone, int sms) {
        askFor(phone).then().statusCode(202);
        return codeIn(smsTo(phone, sms));
    }

    @Test
    void signsInOnce() {
        String phone = register();
        String code = newCode(phone, 2);

        byCode(phone, code).then().statusCode(200);

        byCode(phone, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void signsInOnceAlsoWhenUsedManyTimesAtOnce() {
        String phone = register();
        String code = newCode(phone, 2);

        List<Integer> answers = AtOnce.times(8, () -> byCode(phone, code).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
    }

    @Test
    void afterFiveWrongCodesTheRightOneIsWorthless() {
        String phone = register();
        String code = newCode(phone, 2);
        for (int attempt = 0; attempt < 5; attempt++) {
            byCode(phone, notThe(code)).then().statusCode(400).body("error", equalTo("invalid_grant"));
        }

        byCode(phone, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aNewCodeMakesTheOldOneWorthless() {
        String phone = register();
        String old = newCode(phone, 2);
        clock.skip(Duration.ofSeconds(31));
        String code = newCode(phone, 3);

        if (!old.equals(code)) {
            byCode(phone, old).then().statusCode(400);
        }
        byCode(phone, code).then().statusCode(200);
    }

    @Test
    void aCodeExpires() {
        String phone = register();
        String code = newCode(phone, 2);

        clock.skip(Duration.ofMinutes(5));

        byCode(phone, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void anUnknownPhoneGetsTheSameAnswerNoSmsAndNoAccount() {
        String known = register();
        String unknown = newPhone();

        Response ofKnown = askFor(known);
        Response ofUnknown = askFor(unknown);

        ofUnknown.then().statusCode(202);
        assertThat(ofUnknown.jsonPath().getMap("$").keySet())
                .isEqualTo(ofKnown.jsonPath().getMap("$").keySet())
                .isEqualTo(Set.of("expiresAt", "resendAt"));
        askFor(unknown).then().statusCode(429);
        smsTo(known, 2);
        assertThat(Topics.everything(Topic.SMS_PROXY_SEND.topicName())).noneMatch(sms -> unknown.equals(sms.key()));
        byCode(unknown, "123456").then().statusCode(400).body("error", equalTo("invalid_grant"));
        as(admin())
                .queryParam("phone", unknown)
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void whatIsNoPhoneIsRefused() {
        askFor("not a phone").then().statusCode(400).contentType("application/problem+json");
        byCode("not a phone", "123456").then().statusCode(400).body("error", equalTo("invalid_grant"));
    }
}
