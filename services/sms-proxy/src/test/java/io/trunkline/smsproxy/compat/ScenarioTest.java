package io.trunkline.smsproxy.compat;

import static io.trunkline.smsproxy.compat.OldClient.END;
import static io.trunkline.smsproxy.compat.OldClient.SESSION;
import static io.trunkline.smsproxy.compat.OldClient.START;
import static io.trunkline.smsproxy.compat.OldClient.STRANGER;
import static io.trunkline.smsproxy.compat.OldClient.TN;
import static io.trunkline.smsproxy.compat.OldClient.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.scheduler.Scheduler;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Together;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.compat.OldClient.Talk;
import io.trunkline.smsproxy.session.MaskedSessions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The original's own tests, and those that it lacks. */
@ProxyTest
class ScenarioTest {

    private static final String SWEEP = "session-expiry";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Phones phones;

    @Inject
    FakeCarriers carriers;

    @Inject
    TestClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    MaskedSessions sessions;

    private final OldClient client = OldClient.any();

    @AfterEach
    void setTheClockRight() {
        clock.reset();
        scheduler.resume(SWEEP);
    }

    private static String e164(String number) {
        return "+" + number;
    }

    private void assertLast(String phone, int count, String tn, String text) {
        OutgoingSms sms = phones.got(e164(phone), count).getLast();
        assertThat(sms.to()).isEqualTo(e164(phone));
        assertThat(sms.from()).isEqualTo(e164(tn));
        assertThat(sms.text()).isEqualTo(text);
    }

    private void assertGotNothing(String phone) {
        assertThat(carriers.main().to(e164(phone))).isEmpty();
    }

    @Test
    void s1TheServiceIsUp() {
        client.get(TN)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("virtual_tns", empty())
                .body("pool_size", equalTo(0))
                .body("available", equalTo(0))
                .body("in_use", equalTo(0));
        client.get(SESSION).then().statusCode(200).contentType("application/json");
    }

    @Test
    void s2ANumberIsAddedOnce() {
        String tn = newPhone();

        client.post(TN, Map.of("value", tn))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("", equalTo(Map.of("message", "Successfully added TN to pool", "value", tn)));
        client.post(TN, Map.of("value", tn))
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("", equalTo(Map.of("message", "Virtual TN already exists", "reason", "duplicate virtual TN")));
        OldClient.any()
                .post(TN, Map.of("value", tn))
                .then()
                .statusCode(400)
                .body("reason", equalTo("duplicate virtual TN"));
    }

    @Test
    void s3ThePoolIsListed() {
        String first = client.tn();
        String second = client.tn();
        Talk talk = client.talk();

        String other = talk.tn().equals(first) ? second : first;
        client.get(TN)
                .then()
                .statusCode(200)
                .body("pool_size", equalTo(2))
                .body("available", equalTo(1))
                .body("in_use", equalTo(1))
                .body("virtual_tns.value", equalTo(List.of(first, second)))
                .body("virtual_tns.find { it.value == '" + talk.tn() + "' }.session_id", equalTo(talk.id()))
                .body("virtual_tns.find { it.value == '" + other + "' }", hasKey("session_id"))
                .body("virtual_tns.find { it.value == '" + other + "' }.session_id", nullValue());
        client.get(TN + "?limit=1&offset=1")
                .then()
                .statusCode(200)
                .body("virtual_tns.value", equalTo(List.of(second)))
                .body("pool_size", equalTo(2));
        client.get(TN + "?limit=x")
                .then()
                .statusCode(400)
                .body("reason", equalTo("invalidAPIUsage"))
                .body("message", equalTo("Invalid argument: 'limit' (int, >= 0)"));
        OldClient.any().get(TN).then().body("virtual_tns", empty());
    }

    @Test
    void s4ANumberInUseStays() {
        String tn = client.tn();
        Talk talk = client.talk();

        client.delete(TN, Map.of("value", tn))
                .then()
                .statusCode(400)
                .body(
                        "",
                        equalTo(Map.of(
                                "status",
                                "failed",
                                "message",
                                "Cannot delete the number. There is an active ProxySession " + talk.id()
                                        + " using that VirtualTN.")));
        client.endSession(talk.id()).then().statusCode(200);
        client.delete(TN, Map.of("value", tn))
                .then()
                .statusCode(200)
                .body(
                        "",
                        equalTo(Map.of(
                                "message", "Successfully removed TN from pool", "value", tn, "status", "succeeded")));
        client.delete(TN, Map.of("value", tn))
                .then()
                .statusCode(404)
                .body(
                        "",
                        equalTo(Map.of(
                                "message",
                                "Virtual TN could not be deleted because it does not exist",
                                "reason",
                                "virtual TN not found")));
    }

    @Test
    void somebodyElsesNumberIsUnknown() {
        String tn = client.tn();

        OldClient.any().delete(TN, Map.of("value", tn)).then().statusCode(404);
    }

    @Test
    void anExpiredSessionDoesNotHoldANumberThatIsRemoved() {
        String tn = client.tn();
        scheduler.pause(SWEEP);
        client.talk(1);
        clock.advance(Duration.ofMinutes(1));

        client.delete(TN, Map.of("value", tn)).then().statusCode(200);
    }

    @Test
    void s5ASessionTakesAFreeNumber() {
        String none = "Could not create a new session -- No virtual TNs available.";
        String a = newPhone();
        String b = newPhone();

        client.startSession(a, b).then().statusCode(400).body("", equalTo(Map.of("status", "failed", "message", none)));
        client.tn();
        client.talk();
        client.startSession(a, b).then().statusCode(400).body("message", equalTo(none));
        String tn = client.tn();
        client.startSession(a, b)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("message", equalTo("Created new session"))
                .body("status", equalTo("succeeded"))
                .body("session_id", matchesPattern("[0-9a-f]{32}"))
                .body("$", hasKey("expiry_date"))
                .body("expiry_date", nullValue())
                .body("virtual_tn", equalTo(tn))
                .body("participant_a", equalTo(a))
                .body("participant_b", equalTo(b))
                .body("size()", equalTo(7));
        assertLast(a, 1, tn, START);
        assertLast(b, 1, tn, START);
    }

    @Test
    void s6NoSessionIsLeftIfTheFirstSendFails() {
        String tn = client.tn();
        String a = newPhone();
        carriers.main().failNext(e164(a), CarrierFailure.rejected("11", "bad number"));

        Response answer = client.startSession(a, newPhone());

        assertRefusedByTheCarrier(answer, "11");
        assertNothingIsOpen(tn);
        assertGotNothing(a);
    }

    @Test
    void s6NoSessionIsLeftIfTheSecondSendFails() {
        String tn = client.tn();
        String a = newPhone();
        String b = newPhone();
        carriers.main().failNext(e164(b), CarrierFailure.rejected("11", "bad number"));

        Response answer = client.startSession(a, b);

        assertRefusedByTheCarrier(answer, "11");
        assertNothingIsOpen(tn);
        assertLast(a, 1, tn, START);
        assertGotNothing(b);
    }

    private static void assertRefusedByTheCarrier(Response answer, String code) {
        answer.then()
                .statusCode(500)
                .contentType("application/json")
                .body(
                        "",
                        equalTo(Map.of(
                                "reason",
                                "InternalSMSDispatcherError",
                                "strerr",
                                code,
                                "message",
                                "An error occured when requesting against Flowroute's API.")));
    }

    private void assertNothingIsOpen(String tn) {
        client.get(SESSION).then().body("total_sessions", equalTo(0));
        client.get(TN)
                .then()
                .body("available", equalTo(1))
                .body("virtual_tns.find { it.value == '" + tn + "' }.session_id", nullValue());
    }

    @Test
    void whatTheCarrierHasNotSaidInTimeCountsAsTaken() {
        client.tn();
        String a = newPhone();
        carriers.main().failNext(e164(a), CarrierFailure.busy("8", "busy", Duration.ofHours(1)));

        client.startSession(a, newPhone()).then().statusCode(200);

        client.get(SESSION).then().body("total_sessions", equalTo(1));
    }

    @Test
    void s7SessionsAreListed() {
        client.get(SESSION)
                .then()
                .statusCode(200)
                .body("total_sessions", equalTo(0))
                .body("sessions", empty());
        client.tn();
        client.tn();
        Talk first = client.talk();
        Talk second = client.talk(5);

        client.get(SESSION)
                .then()
                .statusCode(200)
                .body("total_sessions", equalTo(2))
                .body("sessions.id", equalTo(List.of(first.id(), second.id())))
                .body("sessions.virtual_tn", equalTo(List.of(first.tn(), second.tn())))
                .body("sessions.participant_a", equalTo(List.of(first.a(), second.a())))
                .body("sessions.participant_b", equalTo(List.of(first.b(), second.b())))
                .body("sessions[0].date_created", matchesPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"))
                .body("sessions[0]", hasKey("expiry_date"))
                .body("sessions[0].expiry_date", nullValue())
                .body("sessions[1].expiry_date", matchesPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
        client.get(SESSION + "?limit=1")
                .then()
                .body("total_sessions", equalTo(2))
                .body("sessions.id", equalTo(List.of(first.id())));
    }

    @Test
    void s8ASessionIsEnded() {
        String unknown = "0123456789abcdef0123456789abcdef";
        client.endSession(unknown)
                .then()
                .statusCode(404)
                .body(
                        "",
                        equalTo(Map.of(
                                "message",
                                "ProxySession " + unknown + " could not be deleted because it does not exist",
                                "reason",
                                "ProxySession not found")));
        client.tn();
        Talk talk = client.talk();

        OldClient.any().endSession(talk.id()).then().statusCode(404);
        client.endSession(talk.id())
                .then()
                .statusCode(200)
                .body(
                        "",
                        equalTo(Map.of(
                                "message",
                                "Successfully ended the session.",
                                "status",
                                "succeeded",
                                "session_id",
                                talk.id())));
        assertLast(talk.a(), 2, talk.tn(), END);
        assertLast(talk.b(), 2, talk.tn(), END);
        client.endSession(talk.id()).then().statusCode(404);
    }

    @Test
    void aSessionIsOverEvenIfTheTextOfItsEndIsRefused() {
        String tn = client.tn();
        Talk talk = client.talk();
        carriers.main().failNext(e164(talk.a()), CarrierFailure.rejected("21610", "opted out"));

        assertRefusedByTheCarrier(client.endSession(talk.id()), "21610");

        assertNothingIsOpen(tn);
        assertLast(talk.b(), 2, tn, END);
    }

    @Test
    void aSessionWhoseTimeIsOverCanStillBeEnded() {
        client.tn();
        scheduler.pause(SWEEP);
        Talk talk = client.talk(1);
        clock.advance(Duration.ofMinutes(1));

        client.endSession(talk.id()).then().statusCode(200);

        assertLast(talk.a(), 2, talk.tn(), END);
        assertLast(talk.b(), 2, talk.tn(), END);
    }

    @Test
    void s9WhatBWritesReachesA() {
        client.tn();
        Talk talk = client.talk();

        client.bring(talk.b(), talk.tn(), "At the door")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(emptyString());

        assertLast(talk.a(), 2, talk.tn(), "At the door");
        phones.got(e164(talk.b()), 1);
    }

    @Test
    void s10WhatAWritesReachesB() {
        client.tn();
        Talk talk = client.talk();

        client.post("/sms-proxy", Map.of("to", talk.tn(), "from", talk.a(), "body", "Where are you?"))
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(emptyString());

        assertLast(talk.b(), 2, talk.tn(), "Where are you?");
        phones.got(e164(talk.a()), 1);
    }

    @Test
    void s11WhoeverWritesAfterTheEndIsToldSo() {
        client.tn();
        Talk talk = client.talk(1);
        clock.advance(Duration.ofMinutes(1));

        client.bring(talk.a(), talk.tn(), "Anybody there?").then().statusCode(200);

        assertLast(talk.a(), 2, talk.tn(), STRANGER);
        phones.got(e164(talk.b()), 1);
    }

    @Test
    void s12WhoeverWritesToAnUnknownNumberIsToldSo() {
        String writer = newPhone();
        String unknown = newPhone();

        client.bring(writer, unknown, "hello").then().statusCode(200);

        assertLast(writer, 1, unknown, STRANGER);
    }

    @Test
    void nothingGetsIntoTheSessionsOfSomebodyElse() {
        client.tn();
        Talk talk = client.talk();
        String stranger = newPhone();
        OldClient other = OldClient.any();

        other.bring(talk.a(), talk.tn(), "forged").then().statusCode(200).body(emptyString());
        other.bring(talk.a(), "+" + talk.tn(), "forged").then().statusCode(200);
        other.bring(stranger, talk.tn(), "forged").then().statusCode(200);
        client.bring(talk.a(), talk.tn(), "genuine").then().statusCode(200);
        client.bring(stranger, talk.tn(), "hello").then().statusCode(200);

        assertThat(phones.texts(e164(talk.b()), 2)).containsExactly(START, "genuine");
        assertLast(stranger, 1, talk.tn(), STRANGER);
    }

    @Test
    void nobodyCanUseUpTheMessageIdsOfSomebodyElse() {
        client.tn();
        Talk talk = client.talk();
        OldClient other = OldClient.any();
        other.tn();
        Talk others = other.talk();

        other.bring("mdr1-" + talk.id(), others.a(), others.tn(), "one").then().statusCode(200);
        client.bring("mdr1-" + talk.id(), talk.a(), talk.tn(), "another").then().statusCode(200);

        assertLast(talk.b(), 2, talk.tn(), "another");
    }

    @Test
    void aRepeatedMessageIsPassedOnOnce() {
        client.tn();
        Talk talk = client.talk();
        String id = "mdr1-" + talk.id();

        client.bring(id, talk.a(), talk.tn(), "once").then().statusCode(200);
        client.bring(id, talk.a(), talk.tn(), "once").then().statusCode(200).body(emptyString());
        client.bring(talk.a(), talk.tn(), "no id").then().statusCode(200);
        client.bring(talk.a(), talk.tn(), "no id").then().statusCode(200);

        assertThat(phones.texts(e164(talk.b()), 4)).containsExactly(START, "once", "no id", "no id");
    }

    @Test
    void s13OnlyTheSystemsTextsHaveThePrefix() {
        client.tn();
        Talk talk = client.talk();

        client.bring(talk.a(), talk.tn(), "plain").then().statusCode(200);
        client.bring(talk.b(), talk.tn(), "plain too").then().statusCode(200);

        assertThat(phones.texts(e164(talk.b()), 2)).containsExactly(START, "plain");
        assertThat(phones.texts(e164(talk.a()), 2)).containsExactly(START, "plain too");
        assertThat(phones.got(e164(talk.a()), 2)).allMatch(sms -> sms.from().equals(e164(talk.tn())));
    }

    @Test
    void s13AFailedRelayIsAnsweredAsTaken() {
        client.tn();
        Talk talk = client.talk();
        carriers.main().failNext(e164(talk.b()), CarrierFailure.busy("8", "busy", Duration.ofMillis(1)));

        client.bring(talk.a(), talk.tn(), "later").then().statusCode(200);

        assertLast(talk.b(), 2, talk.tn(), "later");
    }

    @Test
    void s14AFreeNumberIsChosen() {
        String first = client.tn();
        Talk talk = client.talk();
        assertThat(talk.tn()).as("the only one").isEqualTo(first);
        client.startSession(newPhone(), newPhone()).then().statusCode(400);

        String second = client.tn();
        assertThat(client.talk().tn()).as("the one that is free").isEqualTo(second);

        String third = client.tn();
        String fourth = client.tn();
        assertThat(client.talk().tn()).as("one of two").isIn(third, fourth);
    }

    @Test
    void s15AnExpiredSessionGivesItsNumberBack() {
        client.tn();
        client.talk(1);
        clock.advance(Duration.ofMinutes(1));

        sessions.expire().await().atMost(PATIENCE);

        client.get(SESSION).then().body("total_sessions", equalTo(0));
        client.get(TN).then().body("available", equalTo(1)).body("in_use", equalTo(0));
    }

    @Test
    void anExpiredSessionMakesRoomOnDemand() {
        String tn = client.tn();
        scheduler.pause(SWEEP);
        Talk old = client.talk(1);
        clock.advance(Duration.ofMinutes(1));
        client.get(SESSION).then().body("sessions.id", equalTo(List.of(old.id())));

        Talk talk = client.talk();

        assertThat(talk.tn()).isEqualTo(tn);
        client.get(SESSION).then().body("sessions.id", equalTo(List.of(talk.id())));
        phones.got(e164(old.a()), 1);
    }

    @Test
    void s16AnEndedSessionGivesItsNumberBack() {
        String tn = client.tn();
        Talk talk = client.talk();

        client.endSession(talk.id()).then().statusCode(200);

        assertNothingIsOpen(tn);
        assertThat(client.talk().tn()).isEqualTo(tn);
    }

    @Test
    void s17EachHasItsOther() {
        client.tn();
        client.tn();
        Talk one = client.talk();
        Talk two = client.talk();

        client.bring(one.a(), one.tn(), "from a").then().statusCode(200);
        client.bring(one.b(), one.tn(), "from b").then().statusCode(200);

        assertLast(one.b(), 2, one.tn(), "from a");
        assertLast(one.a(), 2, one.tn(), "from b");
        phones.got(e164(two.a()), 1);
        phones.got(e164(two.b()), 1);
    }

    @Test
    void fiftyAtOnceGetFiftyNumbers() {
        Set<String> tns = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            tns.add(client.tn());
        }

        List<Response> answers = Together.call(50, number -> client.startSession(newPhone(), newPhone()));

        Set<String> given = new HashSet<>();
        for (Response answer : answers) {
            given.add(answer.then().statusCode(200).extract().path("virtual_tn"));
        }
        assertThat(given).isEqualTo(tns);
        client.startSession(newPhone(), newPhone()).then().statusCode(400);
    }

    @Test
    void ofManyWhoDoTheSameOneSucceeds() {
        String tn = newPhone();
        assertOneIs200(400, () -> client.post(TN, Map.of("value", tn)));
        Talk talk = client.talk();
        assertOneIs200(404, () -> client.endSession(talk.id()));
        assertOneIs200(404, () -> client.delete(TN, Map.of("value", tn)));
    }

    private static void assertOneIs200(int others, Supplier<Response> call) {
        List<Integer> answers = Together.call(8, number -> call.get().statusCode());

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, others);
    }

    @Test
    void thePoolOfTheOriginalIsTheDefaultOne() {
        String pool = client.owner().pool(Map.of());
        String elsewhere = client.owner().numbers(1, Map.of("pool", pool)).getFirst();
        client.owner().conversation(Map.of("pool", pool));

        client.get(TN).then().body("pool_size", equalTo(0));
        client.get(SESSION).then().body("total_sessions", equalTo(0));
        client.delete(TN, Map.of("value", elsewhere)).then().statusCode(404);
        client.startSession(newPhone(), newPhone()).then().statusCode(400);
    }

    @Test
    void bothApisSeeTheSame() {
        String tn = client.owner().numbers(1).getFirst();
        var talk = client.owner().conversation();
        String id = talk.id().replace("-", "");

        client.get(SESSION)
                .then()
                .body("sessions.id", equalTo(List.of(id)))
                .body("sessions[0]", hasEntry("participant_a", talk.a()))
                .body("sessions[0]", hasEntry("participant_b", talk.b()))
                .body("sessions[0]", hasEntry("virtual_tn", tn));
        client.endSession(id).then().statusCode(200);
        client.owner().get("/v1/proxy-sessions/" + talk.id()).then().body("status", equalTo("ended"));
    }
}
