package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.trunkline.dialer.sdp.AudioFormat;
import io.trunkline.dialer.sdp.AudioOffer;
import io.trunkline.dialer.sip.Credentials;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.LoopTimers;
import io.trunkline.dialer.sip.SipTimes;
import io.trunkline.dialer.sip.Tokens;
import io.trunkline.dialer.sip.UdpTransport;
import io.trunkline.dialer.sip.UserAgent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls over a real network to a program that others have written. */
@Tag("peer")
@EnabledIfSystemProperty(named = "trunkline.peers", matches = ".+", disabledReason = "names the folder of the peers")
class SipPeerTest {

    private final HeardCall heard = new HeardCall();
    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private UdpTransport transport;
    private UserAgent agent;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        transport = UdpTransport.open(
                loop, NioDatagramChannel.class, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        agent = new UserAgent(transport, new LoopTimers(loop), Tokens.random(), SipTimes.STANDARD, address -> true);
        transport.deliverTo(agent::received);
    }

    @AfterEach
    void close() {
        transport.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private OutgoingCall call(SippCallee callee, Duration ringTime) throws Exception {
        CallRequest request = new CallRequest(
                callee.place(),
                "sip:+70951231111@gw.example.test",
                "sip:dialer1@gw.example.test",
                "",
                new Credentials("dialer1", "s3cret"),
                new AudioOffer(1, "127.0.0.1", 20_000, List.of(AudioFormat.PCMA, AudioFormat.PCMU)),
                ringTime,
                Duration.ofMinutes(1),
                Headers.NONE);
        return loop.submit(() -> OutgoingCall.start(agent, request, heard)).get();
    }

    private void hears(String... events) {
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.events.size() >= events.length);
        assertThat(heard.events).containsExactly(events);
    }

    /** @param last what the far end must have heard before the call may end, that is {@code times} times */
    @ParameterizedTest
    @CsvSource({
        "answer, ringing;answered PCMA, ACK sip, 1",
        "challenge, ringing;answered PCMA, ACK sip, 2",
        // The first two are not heard.
        "late-ack, ringing;answered PCMA, ACK sip, 3",
        "fork, ringing;answered PCMA, BYE sip, 1",
        "session-timer, ringing;answered PCMA, ACK sip, 2",
        "re-invite, ringing;answered PCMA;changed PCMA held;changed PCMU, ACK sip, 3",
        "in-dialog, ringing;answered PCMA;key 5, SIP/2.0 415, 1",
        "reliable, early PCMA;answered PCMA, ACK sip, 1"
    })
    void aCallIsTakenAndEnded(String scenario, String events, String last, int times) throws Exception {
        try (SippCallee callee = SippCallee.play(scenario, folder)) {
            OutgoingCall call = call(callee, Duration.ofSeconds(20));
            await().atMost(Duration.ofSeconds(20)).until(() -> callee.hasHeard(last, times));
            hears(events.split(";"));

            loop.submit(call::hangUp).get();

            callee.isContent();
            assertThat(heard.events).last().isEqualTo("ended ANSWERED by US");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "busy, ended BUSY by FAR_END",
        "decline, ringing;ended REJECTED by FAR_END",
        "no-answer, ringing;ended NO_ANSWER by US",
        "cancel-race, ringing;ended NO_ANSWER by US",
        "hang-up, ringing;answered PCMA;ended ANSWERED by FAR_END"
    })
    void aCallEndsAsTheFarEndWants(String scenario, String events) throws Exception {
        try (SippCallee callee = SippCallee.play(scenario, folder)) {
            call(callee, Duration.ofSeconds(scenario.equals("hang-up") ? 20 : 2));

            hears(events.split(";"));
            callee.isContent();
        }
    }
}
