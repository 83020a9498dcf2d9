package io.trunkline.smsproxy.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.kit.testing.Customer;
import io.trunkline.kit.testing.Customer.Call;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An owner who has a say before messages are passed on. */
@ProxyTest
class InterceptTest {

    @Inject
    Phones phones;

    @Inject
    TestClock clock;

    private final Owner owner = Owner.any();
    private final Customer customer = new Customer();
    private Conversation talk;

    @BeforeEach
    void wantToBeAsked() {
        owner.numbers(1);
        talk = owner.conversation();
        owner.request()
                .body(Map.of("url", customer.url()))
                .put("/v1/proxy-webhooks/intercept")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void closeTheCustomer() {
        customer.close();
        clock.reset();
    }

    @Test
    void theOwnerIsToldWhatIsSaidAndLetsItPass() {
        String secret = owner.request().post("/v1/proxy-webhooks/secret").path("secret");

        phones.write(talk.a(), talk.number(), "hello");

        assertThat(phones.texts(talk.b(), 2)).endsWith("hello");
        Call call = customer.calls(1).getFirst();
        assertThat(call.isSignedWith(secret)).isTrue();
        JsonPath asked = JsonPath.from(call.body());
        assertThat(asked.getString("type")).isEqualTo("sms-proxy.message.intercept");
        assertThat(asked.getString("data.id")).isEqualTo(call.id());
        assertThat(asked.getString("data.session")).isEqualTo(talk.id());
        assertThat(asked.getString("data.from")).isEqualTo(talk.a());
        assertThat(asked.getString("data.to")).isEqualTo(talk.number());
        assertThat(asked.getString("data.text")).isEqualTo("hello");
    }

    @Test
    void aVetoStopsTheMessageAndNoOther() {
        customer.reply(403);
        phones.write(talk.a(), talk.number(), "my own number is 07700 900123");
        customer.calls(1);
        phones.write(talk.a(), talk.number(), "see you there");

        assertThat(phones.texts(talk.b(), 2)).endsWith("see you there");
        String vetoed = owner.get("/v1/proxy-sessions/" + talk.id() + "/interactions")
                .path("items.find { it.text.contains('07700') && it.direction == 'outbound' }.id");
        owner.get("/v1/messages/" + vetoed)
                .then()
                .body("status", equalTo("rejected"))
                .body("errorCode", equalTo("vetoed"));
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Failed failed
                        && failed.messageId().toString().equals(vetoed)
                        && failed.reason().equals("vetoed"));
        List<String> inbound = owner.get("/v1/proxy-sessions/" + talk.id() + "/interactions")
                .path("items.findAll { it.direction == 'inbound' }.status");
        assertThat(inbound).containsExactly("relayed", "vetoed");
    }

    /** What is waited for holds up what was written after it. */
    @Test
    void theOrderIsKeptWhileTheOwnerThinks() {
        customer.hold();
        phones.write(talk.a(), talk.number(), "one");
        phones.write(talk.a(), talk.number(), "two");
        customer.calls(2);
        assertThat(phones.texts(talk.b(), 1)).as("only the notice").hasSize(1);

        customer.release();

        assertThat(phones.texts(talk.b(), 3)).endsWith("one", "two");
    }

    @Test
    void aCustomerWhoseServerFailsSilencesNobody() {
        customer.reply(500);

        phones.write(talk.a(), talk.number(), "hello");

        assertThat(phones.texts(talk.b(), 2)).endsWith("hello");
    }

    @Test
    void aCustomerWhoSaysNothingSilencesNobody() {
        customer.hold();
        phones.write(talk.a(), talk.number(), "hello");
        customer.calls(1);

        clock.advance(Duration.ofSeconds(11));

        assertThat(phones.texts(talk.b(), 2)).endsWith("hello");
        customer.release();
    }

    @Test
    void othersAreNotAsked() {
        Owner other = Owner.any();
        other.numbers(1);
        Conversation theirs = other.conversation();

        phones.write(theirs.a(), theirs.number(), "private");

        assertThat(phones.texts(theirs.b(), 2)).endsWith("private");
        assertThat(customer.calls()).isEmpty();
    }
}
