package io.trunkline.dialer.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real network of this machine. */
class UdpTransportTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final UdpTransport transport =
            UdpTransport.open(group.next(), NioDatagramChannel.class, new InetSocketAddress(HERE, 0));
    private DatagramSocket farEnd;

    @BeforeEach
    void listen() throws IOException {
        farEnd = new DatagramSocket(0, HERE);
        farEnd.setSoTimeout(10_000);
        UserAgent agent = new UserAgent(
                transport, new LoopTimers(group.next()), Tokens.random(), SipTimes.STANDARD, address -> true);
        transport.deliverTo(agent::received);
    }

    @AfterEach
    void close() {
        farEnd.close();
        transport.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void send(byte[] message) throws IOException {
        farEnd.send(new DatagramPacket(message, message.length, transport.local()));
    }

    private SipResponse receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        farEnd.receive(packet);
        byte[] message = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, message, 0, message.length);
        return (SipResponse) SipParser.parse(message);
    }

    private static byte[] options(String callId, String subject) {
        return """
                OPTIONS sip:us@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP elsewhere.invalid:9;branch=z9hG4bK1;rport
                From: <sip:x@y>;tag=a
                To: <sip:us@127.0.0.1>
                Call-ID: %s
                CSeq: 1 OPTIONS
                Subject: %s

                """.formatted(callId, subject).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void answersThereWhereTheRequestCameFrom() throws IOException {
        send(options("1", "short"));

        SipResponse answer = receive();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Via.of(answer.headers().required(Header.VIA)).rport()).isEqualTo(farEnd.getLocalPort());
    }

    @Test
    void takesWhatADatagramCanCarryAndOutlivesNonsense() throws IOException {
        send(new byte[0]);
        send("\0\1\2".repeat(5_000).getBytes(StandardCharsets.UTF_8));
        send(options("long", "s".repeat(60_000)));

        assertThat(receive().callId()).isEqualTo("long");
    }

    @Test
    void whereNobodyListensIsNoFailureOfOurs() throws IOException {
        InetSocketAddress gone;
        try (DatagramSocket closed = new DatagramSocket(0, HERE)) {
            gone = (InetSocketAddress) closed.getLocalSocketAddress();
        }

        transport.send(new byte[] {1}, gone);
        send(options("2", "after"));

        assertThat(receive().callId()).isEqualTo("2");
    }

    @Test
    void isBoundToAnAddressThatFarEndsCanReach() {
        assertThatThrownBy(() -> UdpTransport.open(group.next(), NioDatagramChannel.class, new InetSocketAddress(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
