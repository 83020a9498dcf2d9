package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.sip.CSeq;
import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.Headers;
import io.trunkline.dialer.sip.SipMessage;
import io.trunkline.dialer.sip.SipParser;
import io.trunkline.dialer.sip.SipRequest;
import io.trunkline.dialer.sip.SipResponse;
import io.trunkline.dialer.sip.SipTimes;
import io.trunkline.dialer.sip.SipTransport;
import io.trunkline.dialer.sip.UserAgent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The far end of everything that the user agent sends: the test reads it, in its order, and answers. */
final class FakeGateway implements SipTransport {

    static final InetSocketAddress PLACE = place("192.0.2.7", 5060);
    /** Where the one who is called has his telephone. */
    static final InetSocketAddress PHONE = place("192.0.2.9", 5070);

    static final String PHONE_CONTACT = "<sip:callee@192.0.2.9:5070>";
    static final String AUDIO = audio("m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000");

    final MovedTimers timers = new MovedTimers();
    final UserAgent agent;
    boolean isReliable;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private int tokens;
    private long number;

    /** The user agent outlives its bugs, but a test must not. */
    private static final Logger LOG = failingOnErrors();

    FakeGateway() {
        assertThat(LOG).isNotNull();
        agent = new UserAgent(
                this, timers, () -> "t" + tokens++, SipTimes.STANDARD, address -> !address.isLoopbackAddress());
    }

    private static Logger failingOnErrors() {
        Logger log = Logger.getLogger(UserAgent.class.getName());
        log.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    throw new AssertionError(entry.getMessage(), entry.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        return log;
    }

    /** A message on its way. */
    record Sent(String text, InetSocketAddress to) {

        SipMessage message() {
            return SipParser.parse(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static InetSocketAddress place(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static String audio(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n" + String.join("\r\n", lines)
                + "\r\n";
    }

    @Override
    public String name() {
        return isReliable ? "TCP" : "UDP";
    }

    @Override
    public boolean isReliable() {
        return isReliable;
    }

    @Override
    public InetSocketAddress local() {
        return place("192.0.2.1", 5060);
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) {
        sent.add(new Sent(new String(message, StandardCharsets.UTF_8), to));
    }

    /** The oldest message that was sent and not yet read. */
    Sent next() {
        assertThat(sent).as("messages on their way").isNotEmpty();
        return sent.remove();
    }

    SipRequest next(String method) {
        SipMessage message = next().message();
        assertThat(message.startLine()).startsWith(method + " ");
        return (SipRequest) message;
    }

    SipResponse next(int status) {
        SipMessage message = next().message();
        assertThat(message.startLine()).startsWith("SIP/2.0 " + status + " ");
        return (SipResponse) message;
    }

    void isSilent() {
        assertThat(sent.stream().map(each -> each.message().startLine())).isEmpty();
    }

    /** How many messages were sent since then. */
    int drain() {
        int size = sent.size();
        sent.clear();
        return size;
    }

    void pass(Duration time) {
        timers.pass(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** An answer with a tag and these lines, such as {@code Retry-After: 3}. */
    void answer(SipRequest request, int status, String tag, String... lines) {
        respond(request, status, tag, "", lines);
    }

    /** The same with a description of audio. */
    void answerWithAudio(SipRequest request, int status, String tag, String sdp, String... lines) {
        respond(request, status, tag, sdp, lines);
    }

    private void respond(SipRequest request, int status, String tag, String sdp, String... lines) {
        SipResponse plain = request.answer(status, "As Told", tag);
        Headers.Builder headers = plain.headers().toBuilder().addAll(read(lines));
        if (!sdp.isEmpty()) {
            headers.add(Header.CONTENT_TYPE, "application/sdp");
        }
        receive(plain.with(headers.build(), sdp));
    }

    private static Headers read(String... lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines) {
            String[] parts = line.split(": ", 2);
            headers.add(parts[0], parts[1]);
        }
        return headers.build();
    }

    void receive(SipMessage message) {
        agent.received(message.bytes(), PLACE);
    }

    void receive(String text) {
        agent.received(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), PLACE);
    }

    /** The phone takes the call, and has its ACK. */
    SipRequest accept(SipRequest invite, String... lines) {
        answerWithAudio(invite, 200, "phone", AUDIO, lines);
        return next("ACK");
    }

    /** A request of the phone in the dialog of that ACK. */
    SipRequest request(SipRequest ack, String method, String body, String... lines) {
        number++;
        return request(ack, method, number, body, lines);
    }

    SipRequest request(SipRequest ack, String method, long cseq, String body, String... lines) {
        Headers.Builder headers = Headers.builder()
                .add(Header.VIA, "SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bK-phone-" + cseq + method + ";rport")
                .add(Header.FROM, ack.headers().required(Header.TO))
                .add(Header.TO, ack.headers().required(Header.FROM))
                .add(Header.CALL_ID, ack.callId())
                .add(Header.CSEQ, new CSeq(cseq, method).toString())
                .add(Header.CONTACT, PHONE_CONTACT)
                .addAll(read(lines));
        SipRequest request = new SipRequest(method, "sip:dialer1@192.0.2.1:5060", headers.build(), body);
        receive(request);
        return request;
    }

    static List<String> routes(SipMessage message) {
        return message.headers().all(Header.ROUTE);
    }
}
