package io.trunkline.smsproxy.relay;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.trunkline.kit.testing.Customer;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner who says what is done about messages from outside of sessions. */
@ProxyTest
class OutOfSessionTest {

    private static final String USUAL = "[TRUNKLINE]: This number is not in a session with you.";

    @Inject
    Phones phones;

    @Inject
    TestClock clock;

    private final Owner owner = Owner.any();
    private final Customer customer = new Customer();
    private final String writer = newPhone();
    private String number;

    @BeforeEach
    void wantToBeAsked() {
        number = owner.numbers(1).getFirst();
        owner.request()
                .body(Map.of("url", customer.url()))
                .put("/v1/proxy-webhooks/out-of-session")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void closeTheCustomer() {
        customer.close();
        clock.reset();
    }

    @Test
    void theOwnerAnswersInOwnWords() {
        customer.reply(200, "{\"reply\": \"We are closed until nine.\"}");

        phones.write(writer, number, "are you open?");

        assertThat(phones.texts(writer, 1)).containsExactly("We are closed until nine.");
        assertThat(phones.got(writer, 1).getFirst().from()).isEqualTo(number);
        JsonPath asked = JsonPath.from(customer.calls(1).getFirst().body());
        assertThat(asked.getString("type")).isEqualTo("sms-proxy.message.out-of-session");
        assertThat(asked.getString("data.from")).isEqualTo(writer);
        assertThat(asked.getString("data.text")).isEqualTo("are you open?");
        assertThat(asked.getString("data.session")).isNull();
        owner.get("/v1/messages")
                .then()
                .body("items.status", contains("sent", "answered"))
                .body("items[1].text", equalTo("are you open?"));
    }

    @Test
    void theOwnerBringsTheWriterTogetherWithSomebody() {
        String clerk = newPhone();
        customer.reply(200, """
                {"session": {"name": "walk-in", "ttl": "PT1H", "participants": [{"number": "%s", "name": "Clerk"}]}}""".formatted(clerk));

        phones.write(writer, number, "I need help");

        assertThat(phones.texts(clerk, 2)).endsWith("I need help");
        assertThat(phones.got(clerk, 2).getLast().from()).isEqualTo(number);
        phones.write(clerk, number, "What is it?");
        assertThat(phones.texts(writer, 2)).endsWith("What is it?");
        owner.get("/v1/proxy-sessions")
                .then()
                .body("items[0].name", equalTo("walk-in"))
                .body("items[0].ttl", equalTo("PT1H"))
                .body("items[0].participants.number", contains(writer, clerk))
                .body("items[0].participants.side", contains("a", "b"));
        owner.get("/v1/messages").then().body("items[-1].status", equalTo("relayed"));
        assertThat(customer.calls()).as("in a session nobody is asked").hasSize(1);
    }

    /** The number serves other people now, so the writer stays a stranger to it. */
    @Test
    void whereNoSessionCanBeTheWriterStaysAStranger() {
        Conversation busy = owner.conversation();
        customer.reply(200, "{\"session\": {\"participants\": [{\"number\": \"%s\"}]}}".formatted(newPhone()));

        phones.write(writer, number, "hello?");

        assertThat(phones.texts(writer, 1)).containsExactly(USUAL);
        owner.get("/v1/proxy-sessions").then().body("items.id", contains(busy.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "ok",
                "[]",
                "{\"reply\": \" \"}",
                "{\"session\": {\"participants\": []}}",
                "{\"session\": {\"participants\": [{\"number\": \"nobody\"}]}}",
                "{\"unknown\": 1}",
                "{\"session\": {\"participants\": [{\"number\": \"+447700900123\"}], \"ttl\": \"PT0S\"}}"
            })
    void whatIsNoAnswerIsTheUsual(String answer) {
        customer.reply(200, answer);

        phones.write(writer, number, "hello?");

        assertThat(phones.texts(writer, 1)).containsExactly(USUAL);
        owner.get("/v1/proxy-sessions").then().body("items", org.hamcrest.Matchers.hasSize(0));
    }

    @Test
    void anOwnerWhoSaysNothingIsNotWaitedForLong() {
        customer.hold();
        phones.write(writer, number, "hello?");
        customer.calls(1);

        clock.advance(Duration.ofSeconds(11));

        assertThat(phones.texts(writer, 1)).containsExactly(USUAL);
        customer.release();
    }

    @Test
    void whoHasToldTheOwnerToStopIsLeftAlone() {
        phones.write(writer, number, "STOP");
        phones.got(writer, 1);

        phones.write(writer, number, "hello?");

        assertThat(customer.calls()).isEmpty();
        assertThat(phones.texts(writer, 1)).hasSize(1);
    }

    @Test
    void aRepeatOfTheMessageAsksNoSecondTime() {
        customer.reply(200, "{\"reply\": \"once\"}");
        phones.write("repeat-" + writer, writer, number, "hello?");
        phones.got(writer, 1);

        phones.write("repeat-" + writer, writer, number, "hello?");

        assertThat(customer.calls()).hasSize(1);
        assertThat(phones.texts(writer, 1)).containsExactly("once");
    }
}
