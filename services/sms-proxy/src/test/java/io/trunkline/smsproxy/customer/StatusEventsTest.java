package io.trunkline.smsproxy.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.kit.testing.Customer;
import io.trunkline.kit.testing.Customer.Call;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Conversation;
import io.trunkline.smsproxy.FakeCarriers;
import io.trunkline.smsproxy.Owner;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ProxyTest
class StatusEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ENDPOINT = "/v1/proxy-webhooks/status";

    @Inject
    Phones phones;

    @Inject
    FakeCarriers carriers;

    private final Owner owner = Owner.any();
    private final Customer customer = new Customer();

    @BeforeEach
    void theOwnerWantsToKnow() {
        owner.request().body(Map.of("url", customer.url())).put(ENDPOINT).then().statusCode(200);
    }

    @AfterEach
    void close() {
        owner.request().delete(ENDPOINT).then().statusCode(204);
        customer.close();
    }

    private static JsonPath json(Call call) {
        return JsonPath.from(call.body());
    }

    private List<Call> calls(String type, int count) {
        return customer.calls(count, call -> json(call).getString("type").equals(type));
    }

    @Test
    void aWholeConversationIsToldSigned() {
        String secret = owner.request()
                .post("/v1/proxy-webhooks/secret")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        owner.numbers(1);

        Conversation talk = owner.conversation();
        phones.write(talk.a(), talk.number(), "hello");
        OutgoingSms relayed = phones.got(talk.b(), 2).getLast();
        calls("sms-proxy.message.sent", 3);
        phones.give(new Receipt("main", carriers.main().idOf(relayed), State.DELIVERED, null, Instant.now()));
        calls("sms-proxy.message.delivered", 1);
        owner.request().delete("/v1/proxy-sessions/" + talk.id()).then().statusCode(200);

        JsonPath started = json(calls("sms-proxy.masked-session.started", 1).getFirst());
        assertThat(started.getString("data.sessionId")).isEqualTo(talk.id());
        assertThat(Instant.parse(started.getString("timestamp")))
                .isEqualTo(Instant.parse(started.getString("data.at")));
        assertThat(json(calls("sms-proxy.message.received", 1).getFirst()).getString("data.from"))
                .isEqualTo(talk.a());
        calls("sms-proxy.message.accepted", 5);
        calls("sms-proxy.message.sent", 5);
        calls("sms-proxy.masked-session.ended", 1);
        assertThat(customer.calls()).allMatch(call -> call.isSignedWith(secret));
        assertThat(customer.calls()).extracting(Call::id).doesNotHaveDuplicates();
    }

    @Test
    void anOwnerHearsOfNobodyElse() {
        Owner other = Owner.any();
        other.numbers(1);
        other.conversation();
        owner.numbers(1);

        Conversation mine = owner.conversation();

        calls("sms-proxy.message.sent", 2);
        assertThat(calls("sms-proxy.masked-session.started", 1))
                .allSatisfy(call ->
                        assertThat(json(call).getString("data.sessionId")).isEqualTo(mine.id()));
    }

    @Test
    void anEventThatComesTwiceIsToldOnce() {
        CloudEvent event = started(owner.id());

        Topics.publish(event);
        await().atMost(PATIENCE).until(() -> called(event));
        Topics.publish(event);
        CloudEvent next = new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/test",
                null,
                new MaskedSessionEvent.Ended(
                        ((MaskedSessionEvent) event.event()).sessionId(), owner.id(), Instant.now()));
        Topics.publish(next);

        await().atMost(PATIENCE).until(() -> called(next));
        assertThat(customer.calls())
                .filteredOn(call -> call.id().equals(event.id().toString()))
                .hasSize(1);
    }

    @Test
    void poisonGoesToTheDeadLettersAndNothingStopsBehindIt() {
        CloudEvent good = started(owner.id());
        String key = good.event().key();
        String topic = Topic.SMS_PROXY_MASKED_SESSION.topicName();

        Topics.publish(topic, key, Map.of(), new byte[] {1, 2, 3});
        Topics.publish(topic, key, good.headers(), new byte[] {'{', '}'});
        Topics.publish(good);

        await().atMost(PATIENCE).until(() -> called(good));
        assertThat(Topics.everything(Topic.SMS_PROXY_MASKED_SESSION.deadLetterName()))
                .filteredOn(record -> key.equals(record.key()))
                .hasSize(2)
                .allSatisfy(record -> assertThat(Topics.headersOf(record))
                        .containsEntry("dead-letter-topic", topic)
                        .containsKey("dead-letter-reason"));
    }

    private boolean called(CloudEvent event) {
        return customer.calls().stream()
                .anyMatch(call -> call.id().equals(event.id().toString()));
    }

    private static CloudEvent started(UUID owner) {
        return new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/test",
                null,
                new MaskedSessionEvent.Started(UUID.randomUUID(), owner, Instant.now()));
    }
}
