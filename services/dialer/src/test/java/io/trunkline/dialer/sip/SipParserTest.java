package io.trunkline.dialer.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.dialer.sip.SipParser.MalformedRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipParserTest {

    @Test
    void readsWhatItHasWritten() {
        SipMessage message = Wire.read(Wire.invite("Content-Type: application/sdp\nContent-Length: 3\n") + "v=0");

        assertThat(SipParser.parse(message.bytes())).isEqualTo(message);
        assertThat(message.body()).isEqualTo("v=0");
        assertThat(message.hasBody("application/sdp")).isTrue();
    }

    @Test
    void knowsCompactNamesAnyLettersAndFoldedLines() {
        SipMessage message = Wire.read("""
                SIP/2.0 200 OK
                v: SIP/2.0/UDP 192.0.2.1:5060 ;branch = z9hG4bK-1
                f:  "Bob \\"the\\" <b>" <sip:bob@example.test;x=1>;tag=f-1
                TO:
                  <sip:alice@example.test>
                  ;tag = t-1
                i: call@1
                cseq: 0009
                  INVITE
                l: 0

                """);

        assertThat(message.cseq()).isEqualTo(new CSeq(9, "INVITE"));
        assertThat(message.branch()).isEqualTo("z9hG4bK-1");
        assertThat(message.from().displayName()).isEqualTo("Bob \"the\" <b>");
        assertThat(message.from().uri()).isEqualTo("sip:bob@example.test;x=1");
        assertThat(message.from().tag()).isEqualTo("f-1");
        assertThat(message.to().tag()).isEqualTo("t-1");
        assertThat(message.callId()).isEqualTo("call@1");
    }

    @Test
    void takesListsApartAndNothingElse() {
        Headers headers = Wire.read(Wire.invite("""
                Record-Route: <sip:p1.example.test;lr>, <sip:p2.example.test;x=a,b;lr>
                Record-Route: "Proxy, the third" <sip:p3.example.test;lr>
                WWW-Authenticate: Digest realm="a", nonce="b"
                Supported: timer,100rel
                """)).headers();

        assertThat(headers.all(Header.RECORD_ROUTE))
                .containsExactly(
                        "<sip:p1.example.test;lr>",
                        "<sip:p2.example.test;x=a,b;lr>",
                        "\"Proxy, the third\" <sip:p3.example.test;lr>");
        assertThat(headers.all(Header.WWW_AUTHENTICATE)).containsExactly("Digest realm=\"a\", nonce=\"b\"");
        assertThat(headers.has(Header.SUPPORTED, "100REL")).isTrue();
    }

    @Test
    void keepsWhatStandsBehindTheAnnouncedLengthOut() {
        assertThat(Wire.read(Wire.invite("Content-Length: 3\n") + "abcdef").body())
                .isEqualTo("abc");
        assertThat(Wire.read(Wire.invite("") + "abcdef").body()).isEqualTo("abcdef\r\n".substring(0, 6));
    }

    @Test
    void passesOverLineBreaksBeforeAMessage() {
        byte[] message = ("\r\n\r\n" + new String(Wire.bytes(Wire.invite("")), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(SipParser.parse(message).callId()).isEqualTo("1@192.0.2.1");
    }

    @Test
    void anAnswerTakesOverWhatItMust() {
        SipRequest invite = (SipRequest) Wire.read(Wire.invite("Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-0"));

        SipResponse answer = invite.answer(486, "Busy Here", "mine");

        assertThat(answer.headers().all(Header.VIA))
                .containsExactly(
                        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1;rport", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-0");
        assertThat(answer.to().tag()).isEqualTo("mine");
        assertThat(answer.from().tag()).isEqualTo("a");
        assertThat(answer.cseq()).isEqualTo(new CSeq(1, "INVITE"));
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                .startsWith("SIP/2.0 486 Busy Here\r\n")
                .endsWith("Content-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9999",
                "Content-Length: -1",
                "Content-Length: 1 2",
                "To: <sip:second@example.test>",
                "Call-ID: another",
                "Via: SIP/2.0/UDP",
                "Via: SIP/3.0/UDP 192.0.2.7",
                "Record-Route: <sip:no.end",
                "Record-Route: <no uri>"
            })
    void aRequestThatIsWrongCanBeAnswered(String line) {
        MalformedRequest malformed = catchThrowableOfType(MalformedRequest.class, () -> Wire.read(Wire.invite(line)));

        assertThat(malformed.getMessage()).isNotBlank();
        assertThat(malformed.request().answer(400, malformed.getMessage(), "t").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSeq: 1 INVITE=CSeq: 2147483648 INVITE",
                "CSeq: 1 INVITE=CSeq: 36893488147419103232 INVITE",
                "CSeq: 1 INVITE=CSeq: 1 BYE",
                "CSeq: 1 INVITE=CSeq: INVITE",
                "CSeq: 1 INVITE=X: y",
                "From: <sip:dialer1@gw.example.test>;tag=a=From: dialer1",
                "From: <sip:dialer1@gw.example.test>;tag=a=From: <sip:dialer1@gw",
                "Call-ID: 1@192.0.2.1=Call-ID:",
                "SIP/2.0\n=SIP/7.0\n",
                "sip:+70951231111@gw.example.test SIP=sip:bob@example.test; x=y SIP",
                "sip:+70951231111@gw.example.test SIP=<sip:bob@example.test> SIP"
            })
    void aRequestWhoseMandatoryPartsAreWrongIsMalformed(String change) {
        String[] parts = change.split("(?<=[A-Za-z0-9\\n])=(?=[A-Z<s])", 2);
        String message = Wire.invite("");
        assertThat(message).contains(parts[0]);

        assertThatThrownBy(() -> Wire.read(message.replace(parts[0], parts[1]))).isInstanceOf(MalformedRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\0",
                "INVITE",
                "INVITE sip:a@b",
                "SIP/2.0 99 Low\nVia: SIP/2.0/UDP 192.0.2.1\n\n",
                "SIP/2.0 4294967301 Better not\n\n",
                "SIP/2.0 200 OK\n\n",
                "OPTIONS sip:a@b SIP/2.0\nno header field\n\n",
                "OPTIONS sip:a@b SIP/2.0\n: empty name\n\n",
                "Ångström sip:a@b SIP/2.0\n\n"
            })
    void whatIsNoMessageIsDropped(String text) {
        assertThatThrownBy(() -> Wire.read(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void thereIsAnEndToEverything() {
        assertThatThrownBy(() -> Wire.read(Wire.invite("X: y\n".repeat(200)))).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipParser.parse(new byte[SipMessage.LARGEST + 1]))
                .isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void nobodyPutsAFieldIntoAnother() {
        assertThatThrownBy(() -> Headers.builder().add("Subject", "x\r\nRoute: <sip:evil.example.test>"))
                .isInstanceOf(SipSyntaxException.class);
    }
}
