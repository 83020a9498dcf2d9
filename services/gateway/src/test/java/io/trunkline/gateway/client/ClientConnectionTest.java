package io.trunkline.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {

    private final AtomicLong now = new AtomicLong(1);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientConnection connection = ClientConnection.watch(channel, Duration.ofSeconds(10), now::get);

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void cutsOffWhoNeverFinishesTheFirstHead() {
        receive("GET /v1/acc");
        pass(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();
        receive("ount HT");

        pass(Duration.ofSeconds(30));

        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 408 ")
                .contains("Connection: close", "urn:trunkline:problem:timeout");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void waitsForWhoHasNotBegun() {
        pass(Duration.ofSeconds(30));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void asksForNoHasteOnceTheHeadIsThere() {
        receive("POST / HTTP/1.1");
        connection.requestBegins();
        receive("a body");

        pass(Duration.ofSeconds(30));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void watchesTheNextHeadToo() {
        receive("GET / HTTP/1.1");
        connection.requestBegins();
        connection.requestEnds();
        pass(Duration.ofSeconds(30));
        assertThat(channel.isOpen()).isTrue();

        receive("GET");
        pass(Duration.ofSeconds(30));

        assertThat(channel.isOpen()).isFalse();
    }
}
