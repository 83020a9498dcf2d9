package io.trunkline.smsproxy.compat;

import static io.restassured.RestAssured.given;
import static io.trunkline.smsproxy.compat.OldClient.SESSION;
import static io.trunkline.smsproxy.compat.OldClient.START;
import static io.trunkline.smsproxy.compat.OldClient.TN;
import static io.trunkline.smsproxy.compat.OldClient.WEBHOOK;
import static io.trunkline.smsproxy.compat.OldClient.newPhone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.scheduler.Scheduler;
import io.restassured.response.Response;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import io.trunkline.smsproxy.compat.OldClient.Talk;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original makes of odd input, and what we decided to. */
@ProxyTest
class InputTest {

    private static final String TN_USAGE = "Required argument: 'value' (str, length <= 18)";
    private static final String SESSION_USAGE =
            "Required argument: 'participant_a' (str, length <= 18), 'participant_b' (str, length <= 18)";
    private static final String END_USAGE = "Required argument: 'session_id' (str)";
    private static final String SWEEP = "session-expiry";

    @Inject
    Phones phones;

    @Inject
    TestClock clock;

    @Inject
    Scheduler scheduler;

    private final OldClient client = OldClient.any();

    @AfterEach
    void goOn() {
        clock.reset();
        scheduler.resume(SWEEP);
    }

    private static void assertInvalid(Response answer, String message) {
        answer.then()
                .statusCode(400)
                .contentType("application/json")
                .body("", equalTo(Map.of("reason", "invalidAPIUsage", "message", message)));
    }

    private static void assertUnreadable(Response answer) {
        answer.then()
                .statusCode(400)
                .contentType(startsWith("text/html"))
                .body(equalTo("There was an issue parsing your request."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"value\": null}",
                "{\"value\": true}",
                "{\"value\": []}",
                "{\"value\": [\"12223334444\"]}",
                "{\"value\": {}}",
                "{\"value\": 1.5}",
                "{\"value\": \"\"}",
                "{\"value\": \" \"}",
                "{\"value\": \"hello\"}",
                "{\"value\": \"1800FLOWERS\"}",
                "{\"value\": \"911\"}",
                "{\"value\": \"1222333444455556666\"}",
                "{\"value\": \"1222333é444\"}",
                "{\"value\": \"１２２２３３３４４４４\"}",
                "{\"value\": \"1222\\u0000333444\"}",
                "[]",
                "\"12223334444\"",
                "12223334444",
                "null",
                "{\"value\": ",
                "{\"value\": \"12223334444\"} more",
                "not json"
            })
    void aNumberThatIsNoneIsRefused(String body) {
        assertInvalid(client.post(TN, body), TN_USAGE);
    }

    @Test
    void aNumberInDigitsIsTakenAsText() {
        String tn = newPhone();

        client.post(TN, "{\"value\": " + tn + "}").then().statusCode(200).body("value", equalTo(tn));
        client.delete(TN, "{\"value\": " + tn + "}").then().statusCode(200).body("value", equalTo(tn));
    }

    @Test
    void numbersAreAnsweredAsTheyWereWritten() {
        String digits = newPhone();
        String written = "+" + digits.substring(0, 2) + " (" + digits.substring(2, 6) + ") " + digits.substring(6);

        client.post(TN, Map.of("value", written)).then().statusCode(200).body("value", equalTo(written));
        client.post(TN, Map.of("value", digits)).then().statusCode(400).body("reason", equalTo("duplicate virtual TN"));
        client.get(TN).then().body("virtual_tns.value", equalTo(List.of(written)));
        String a = "+" + newPhone();
        client.startSession(a, newPhone())
                .then()
                .statusCode(200)
                .body("virtual_tn", equalTo(written))
                .body("participant_a", equalTo(a));
        client.get(SESSION)
                .then()
                .body("sessions[0].virtual_tn", equalTo(written))
                .body("sessions[0].participant_a", equalTo(a));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/vnd.api+json", "application/x-www-form-urlencoded"})
    void whatIsNotSentAsJsonIsNotRead(String contentType) {
        byte[] body = ("{\"value\": \"" + newPhone() + "\"}").getBytes(UTF_8);

        assertInvalid(client.post(TN, contentType, body), TN_USAGE);
        assertInvalid(client.post(SESSION, contentType, body), SESSION_USAGE);
        assertUnreadable(client.post(WEBHOOK, contentType, body));
    }

    @Test
    void aCharsetDoesNotMatter() {
        byte[] body = ("{\"value\": \"" + newPhone() + "\"}").getBytes(UTF_8);

        client.post(TN, "application/json; charset=utf-8", body).then().statusCode(200);
    }

    @Test
    void nothingIsNoJson() {
        assertInvalid(client.postNothing(TN), TN_USAGE);
        assertInvalid(client.postNothing(SESSION), SESSION_USAGE);
        assertUnreadable(client.postNothing(WEBHOOK));
        assertInvalid(given().auth().oauth2(client.owner().token()).delete(TN), TN_USAGE);
        assertInvalid(given().auth().oauth2(client.owner().token()).delete(SESSION), END_USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text\"",
                "1",
                "null",
                "{\"participant_a\": ",
                "{\"participant_a\": \"447700900001\"}",
                "{\"participant_b\": \"447700900001\"}",
                "{\"participant_a\": 447700900001, \"participant_b\": \"447700900002\"}",
                "{\"participant_a\": null, \"participant_b\": \"447700900002\"}",
                "{\"participant_a\": [\"447700900001\"], \"participant_b\": \"447700900002\"}",
                "{\"participant_a\": \"\", \"participant_b\": \"447700900002\"}",
                "{\"participant_a\": \"447700900001é\", \"participant_b\": \"447700900002\"}",
                "{\"participant_a\": \"447700900001\", \"participant_b\": \"alice\"}",
                "{\"participant_a\": \"447700900001\", \"participant_b\": \"4477009000020000000\"}"
            })
    void peopleWithoutANumberAreRefused(String body) {
        client.tn();

        assertInvalid(client.post(SESSION, body), SESSION_USAGE);

        client.get(TN).then().body("available", equalTo(1));
    }

    @Test
    void nobodyWritesToThemselves() {
        client.tn();
        String a = newPhone();

        assertInvalid(
                client.startSession(a, "+" + a), "Invalid arguments: 'participant_a' and 'participant_b' are the same");

        client.get(TN).then().body("available", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-0.0", "null", "false", "\"\"", "[]", "{}"})
    void anEmptyWindowNeverCloses(String window) {
        client.tn();

        startFor(window).then().statusCode(200).body("expiry_date", nullValue());
    }

    private Response startFor(String window) {
        return client.post(
                SESSION,
                "{\"participant_a\": \"%s\", \"participant_b\": \"%s\", \"expiry_window\": %s}"
                        .formatted(newPhone(), newPhone(), window));
    }

    @Test
    void theWindowIsInMinutesAndFractionsOfThem() {
        assertEndsAfter("1.5", 90);
        assertEndsAfter("true", 60);
        assertEndsAfter("60", 3600);
    }

    private void assertEndsAfter(String window, int seconds) {
        client.tn();
        Instant before = clock.instant().minusSeconds(1);

        String date = startFor(window).then().statusCode(200).extract().path("expiry_date");

        Instant end = LocalDateTime.parse(date, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"))
                .toInstant(ZoneOffset.UTC);
        assertThat(end).isBetween(before.plusSeconds(seconds), clock.instant().plusSeconds(seconds));
    }

    @Test
    void aNegativeWindowIsOverWhenItBegins() {
        String tn = client.tn();
        scheduler.pause(SWEEP);
        String a = newPhone();
        String b = newPhone();

        client.startSession(a, b, -1).then().statusCode(200).body("expiry_date", notNullValue());

        assertThat(phones.texts("+" + a, 1)).containsExactly(START);
        assertThat(phones.texts("+" + b, 1)).containsExactly(START);
        client.bring(a, tn, "hello").then().statusCode(200);
        assertThat(phones.texts("+" + a, 2)).endsWith(OldClient.STRANGER);
        phones.got("+" + b, 1);
        client.startSession(newPhone(), newPhone()).then().statusCode(200).body("virtual_tn", equalTo(tn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"5\"", "\"soon\"", "[1]", "{\"minutes\": 1}", "1e30", "1e999", "-1e30", "99999999999999999999"
            })
    void aWindowThatIsNoLengthIsRefused(String window) {
        client.tn();

        assertInvalid(startFor(window), "Invalid argument: 'expiry_window' (number of minutes)");

        client.get(TN).then().body("available", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "12223334444", "true", "\"\"", "\"hello\"", "\"12223334444555566667777888899990000\""})
    void aNumberThatIsNotThereCannotBeRemoved(String value) {
        client.delete(TN, "{\"value\": " + value + "}")
                .then()
                .statusCode(404)
                .body("reason", equalTo("virtual TN not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"value\": \"é\"}", "{\"value\""})
    void whatNamesNoNumberRemovesNone(String body) {
        assertInvalid(client.delete(TN, body), TN_USAGE);
    }

    @Test
    void aSessionThatIsNotThereCannotBeEnded() {
        assertUnknown("null", "None");
        assertUnknown("7", "7");
        assertUnknown("\"x\"", "x");
        assertUnknown("\"\"", "");
        String dashed = UUID.randomUUID().toString();
        assertUnknown("\"" + dashed + "\"", dashed);
    }

    private void assertUnknown(String json, String id) {
        client.delete(SESSION, "{\"session_id\": " + json + "}")
                .then()
                .statusCode(404)
                .body("message", equalTo("ProxySession " + id + " could not be deleted because it does not exist"))
                .body("reason", equalTo("ProxySession not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"session_id\": \"é\"}", "{\"session_id\""})
    void whatNamesNoSessionEndsNone(String body) {
        assertInvalid(client.delete(SESSION, body), END_USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "1",
                "{\"to\"",
                "{\"to\": \"447700900001\", \"from\": \"447700900002\"}",
                "{\"to\": \"447700900001\", \"body\": \"x\"}",
                "{\"from\": \"447700900001\", \"body\": \"x\"}",
                "{\"to\": 447700900001, \"from\": \"447700900002\", \"body\": \"x\"}",
                "{\"to\": [\"447700900001\"], \"from\": \"447700900002\", \"body\": \"x\"}",
                "{\"to\": \"447700900001\", \"from\": null, \"body\": \"x\"}",
                "{\"to\": \"\", \"from\": \"447700900002\", \"body\": \"x\"}",
                "{\"to\": \"4477009000010000000\", \"from\": \"447700900002\", \"body\": \"x\"}",
                "{\"to\": \"447700900001\", \"from\": \"4477009000020000000\", \"body\": \"x\"}",
                "{\"to\": \"447700900001\", \"from\": \"4477\\u0000\", \"body\": \"x\"}",
                "{\"to\": \"447700900001\", \"from\": \"447700900002\", \"body\": [\"x\"]}",
                "{\"to\": \"447700900001\", \"from\": \"447700900002\", \"body\": \"x\", \"id\": \"a\\u0000b\"}",
                "{\"data\": {\"type\": \"message\", \"id\": \"mdr2-1\", \"attributes\": {\"to\": \"447700900001\", "
                        + "\"from\": \"447700900002\", \"body\": \"x\"}}}"
            })
    void aMessageOfAnotherFormIsNotRead(String body) {
        assertUnreadable(client.post(WEBHOOK, body));
    }

    @Test
    void aBodyThatIsNoTextIsPassedOnAsOne() {
        client.tn();
        Talk talk = client.talk();

        client.bring(talk.a(), talk.tn(), 4711).then().statusCode(200);
        client.bring(talk.a(), talk.tn(), "").then().statusCode(200);
        client.post(WEBHOOK, "{\"to\": \"%s\", \"from\": \"%s\", \"body\": null}".formatted(talk.tn(), talk.a()))
                .then()
                .statusCode(200);

        assertThat(phones.texts("+" + talk.b(), 4)).containsExactly(START, "4711", "", "");
    }

    @Test
    void aPlusMakesNoStranger() {
        client.tn();
        Talk talk = client.talk();

        client.bring("+" + talk.a(), "+" + talk.tn(), "hello").then().statusCode(200);

        assertThat(phones.texts("+" + talk.b(), 2)).endsWith("hello");
    }

    @Test
    void stopIsHonoured() {
        client.tn();
        Talk talk = client.talk();

        client.bring(talk.a(), talk.tn(), "STOP").then().statusCode(200);
        client.bring(talk.b(), talk.tn(), "Are you there?").then().statusCode(200);
        client.bring(talk.a(), talk.tn(), "one more").then().statusCode(200);

        assertThat(phones.texts("+" + talk.b(), 2)).containsExactly(START, "one more");
        assertThat(phones.texts("+" + talk.a(), 2))
                .endsWith("[TRUNKLINE]: You will get no more messages from us. Reply START to get them again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "/", ";", "application/"})
    void aBrokenContentTypeIsTheFrameworksBusiness(String contentType) {
        byte[] body = "{}".getBytes(UTF_8);

        client.post(TN, contentType, body).then().statusCode(400);
        client.post(WEBHOOK, contentType, body).then().statusCode(400);
    }

    @Test
    void whatTheClientWouldRatherReadDoesNotMatterToTheWebhook() {
        given().auth()
                .oauth2(client.owner().token())
                .contentType("application/json")
                .accept("application/json")
                .body(Map.of("to", newPhone(), "from", newPhone(), "body", "x"))
                .post(WEBHOOK)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        String deep = "[".repeat(1000) + "]".repeat(1000);

        assertInvalid(client.post(TN, "{\"value\": " + deep + "}"), TN_USAGE);
        assertInvalid(client.post(TN, "{\"value\": " + "1".repeat(5000) + "}"), TN_USAGE);
        assertInvalid(client.post(TN, "application/json", new byte[] {'{', (byte) 0xff, (byte) 0xc0}), TN_USAGE);
        assertUnreadable(client.post(WEBHOOK, "application/json", new byte[] {(byte) 0xff}));
    }

    @Test
    void whatElseIsInABodyDoesNotMatter() {
        String tn = newPhone();

        client.post(TN, Map.of("value", tn, "note", "mine")).then().statusCode(200);
    }

    @Test
    void aTokenIsNeeded() {
        for (String path : List.of(TN, SESSION)) {
            given().get(path).then().statusCode(401);
            given().auth()
                    .oauth2(TestTokens.of(UUID.randomUUID(), UUID.randomUUID(), Roles.USER))
                    .get(path)
                    .then()
                    .statusCode(403);
        }
        given().contentType("application/json").body("{}").post(TN).then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .delete(SESSION)
                .then()
                .statusCode(401);
        given().contentType("application/json").body("{}").post(WEBHOOK).then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/sms-proxy")
                .then()
                .statusCode(401);
        for (String role : List.of(Roles.OPERATOR, Roles.ADMIN)) {
            given().auth()
                    .oauth2(TestTokens.of(UUID.randomUUID(), UUID.randomUUID(), role))
                    .get(TN)
                    .then()
                    .statusCode(200);
        }
    }
}
