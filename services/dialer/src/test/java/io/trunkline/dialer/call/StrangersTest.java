package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.sip.Header;
import io.trunkline.dialer.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from somebody with whom no call is on. */
class StrangersTest {

    private final FakeGateway gateway = new FakeGateway();

    private static String request(String method, String lines) {
        return """
                %s sip:dialer1@192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP proxy.example.test:5080;branch=z9hG4bK-s1;rport
                Via: SIP/2.0/UDP 10.1.1.1;branch=z9hG4bK-s0
                From: "Somebody" <sip:somebody@example.test>;tag=s
                To: <sip:dialer1@192.0.2.1>
                Call-ID: stranger-1
                CSeq: 7 %s
                Max-Forwards: 70
                %s
                """.formatted(method, method, lines);
    }

    /** However many there are. */
    @AfterEach
    void nothingIsKeptOfThem() {
        assertThat(gateway.agent.kept()).isZero();
        assertThat(gateway.timers.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, 200",
        "INVITE, 403",
        "BYE, 481",
        "CANCEL, 481",
        "UPDATE, 481",
        "INFO, 481",
        "PRACK, 481",
        "REGISTER, 405",
        "MESSAGE, 405",
        "NEWMETHOD, 405"
    })
    void isAnsweredAndNothingMore(String method, int status) {
        gateway.receive(request(method, ""));

        SipResponse answer = gateway.next(status);
        assertThat(answer.headers().all(Header.VIA))
                .containsExactly(
                        "SIP/2.0/UDP proxy.example.test:5080;branch=z9hG4bK-s1;rport=5060;received=192.0.2.7",
                        "SIP/2.0/UDP 10.1.1.1;branch=z9hG4bK-s0");
        assertThat(answer.to().tag()).isNotEmpty();
        assertThat(answer.headers().all(Header.ALLOW).isEmpty()).isEqualTo(status != 200 && status != 405);
    }

    @Test
    void theAnswerGoesToWhereTheRequestCameFrom() {
        gateway.receive(request("OPTIONS", ""));

        assertThat(gateway.next().to()).isEqualTo(FakeGateway.PLACE);
    }

    @Test
    void aRepeatGetsTheSameAnswer() {
        gateway.receive(request("INVITE", ""));
        gateway.receive(request("INVITE", ""));

        assertThat(gateway.next().text()).isEqualTo(gateway.next().text());
    }

    @Test
    void anAckIsNeverAnswered() {
        gateway.receive(request("ACK", ""));
        gateway.receive(request("ACK", "Content-Length: -1"));

        gateway.isSilent();
    }

    @Test
    void aDialogThatThereIsNotIsNone() {
        for (String method : new String[] {"OPTIONS", "INVITE", "BYE"}) {
            gateway.receive(request(method, "")
                    .replace("<sip:dialer1@192.0.2.1>\nCall", "<sip:dialer1@192.0.2.1>;tag=x\nCall"));

            gateway.next(481);
        }
    }

    @Test
    void anExtensionThatWeDoNotHaveIsNamed() {
        gateway.receive(request("OPTIONS", "Require: nothingSupportsThis, nothingSupportsThisEither"));

        assertThat(gateway.next(420).headers().all(Header.UNSUPPORTED))
                .containsExactly("nothingSupportsThis", "nothingSupportsThisEither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobodyKnowsThisScheme:totallyopaquecontent", "tel:+70951231111", "http://example.test/"})
    void anAddressThatIsNoneOfSipIsRefused(String uri) {
        gateway.receive(request("OPTIONS", "").replaceFirst("sip:dialer1@192.0.2.1", uri));

        gateway.next(416);
    }

    @Test
    void aRequestThatIsWrongIsToldSo() {
        gateway.receive(request("OPTIONS", "Content-Length: 9999"));

        assertThat(gateway.next(400).reason()).isEqualTo("Content-Length is not acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void aRequestThatCannotBeAnsweredIsNot(String field) {
        gateway.receive(request("OPTIONS", "").replaceAll("(?m)^" + field + ":.*\n", ""));

        gateway.isSilent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "\0\0\0\0", "SIP/2.0 abc OK\n\n", "INVITE sip:x@y SIP/2.0\n\n", "jaK"})
    void whatIsNoMessageIsDropped(String text) {
        gateway.receive(text);

        gateway.isSilent();
    }

    @Test
    void anAnswerToNothingIsDropped() {
        gateway.receive("""
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-guess
                From: <sip:dialer1@gw.example.test>;tag=a
                To: <sip:x@gw.example.test>;tag=b
                Call-ID: c
                CSeq: 1 INVITE

                """);

        gateway.isSilent();
    }

    /** A call is on while somebody sends what is nearly right: it stays on, and the next question is answered. */
    @Property(tries = 3_000)
    void outlivesWhatIsNearlyRight(@ForAll long seed) {
        FakeGateway other = new FakeGateway();
        Random random = new Random(seed);
        byte[] bytes = request("INVITE", """
                        Contact: "A, B" <sip:a@192.0.2.9:5060;transport=udp>;expires=60
                        Record-Route: <sip:p1.example.test;lr>, <sip:p2.example.test;lr>
                        Require: timer
                        Session-Expires: 90;refresher=uac
                        Content-Type: application/sdp
                        """).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) "\r\n\"<>;:,=@ []\\\0é9".charAt(random.nextInt(17));
        }

        other.agent.received(bytes, FakeGateway.PLACE);
        other.drain();

        other.receive(request("OPTIONS", ""));
        other.next(200);
        assertThat(other.agent.kept()).isZero();
    }
}
