package io.trunkline.smsproxy.command;

import static io.trunkline.smsproxy.Owner.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.CloudEvent;
import io.trunkline.events.E164;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.events.smsproxy.SendCommand.Purpose;
import io.trunkline.kit.testing.Topics;
import io.trunkline.smsproxy.Phones;
import io.trunkline.smsproxy.ProxyTest;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ProxyTest
class SendCommandsTest {

    @Inject
    Phones phones;

    private static void ask(UUID message, String to, String text, Instant expiresAt) {
        Topics.publish(new CloudEvent(
                UUID.randomUUID(),
                "/trunkline/test",
                null,
                new SendCommand.Requested(
                        message, E164.of(to), text, Purpose.ONE_TIME_CODE, expiresAt, Instant.now())));
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofMinutes(5));
    }

    @Test
    void aCodeIsSentOnceHoweverOftenItIsAskedFor() {
        String phone = newPhone();
        UUID message = UUID.randomUUID();

        ask(message, phone, "Your code is 123456", later());
        ask(message, phone, "Your code is 123456", later());
        ask(UUID.randomUUID(), phone, "Your code is 654321", later());

        assertThat(phones.texts(phone, 2)).containsExactly("Your code is 123456", "Your code is 654321");
        OutgoingSms sent = phones.got(phone, 2).getFirst();
        assertThat(sent.from()).isEqualTo("Trunkline");
        assertThat(sent.id()).isEqualTo(message);
        assertThat(sent.expiresAt()).isNotNull();
    }

    @Test
    void whatIsTooLateIsNotSent() {
        String phone = newPhone();
        UUID late = UUID.randomUUID();

        ask(late, phone, "too late", Instant.now().minusSeconds(1));
        ask(UUID.randomUUID(), phone, "in time", later());

        assertThat(phones.texts(phone, 1)).containsExactly("in time");
        assertThat(reasonOf(late)).isEqualTo("expired");
    }

    @Test
    void aPrefixHasABudget() {
        String dear = "+88216" + newPhone().substring(5);
        String dearToo = "+88216" + newPhone().substring(5);
        UUID third = UUID.randomUUID();

        ask(UUID.randomUUID(), dear, "one", later());
        ask(UUID.randomUUID(), dear, "two", later());
        Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Sent sent && sent.to().equals(E164.of(dear)));
        phones.got(dear, 2);
        ask(third, dearToo, "three", later());

        assertThat(reasonOf(third)).isEqualTo("over-budget");
        assertThat(phones.got(dearToo, 0)).isEmpty();
    }

    private static String reasonOf(UUID message) {
        CloudEvent failed = Topics.await(
                Topic.SMS_PROXY_MESSAGE,
                event -> event instanceof MessageEvent.Failed told
                        && told.messageId().equals(message));
        return ((MessageEvent.Failed) failed.event()).reason();
    }
}
