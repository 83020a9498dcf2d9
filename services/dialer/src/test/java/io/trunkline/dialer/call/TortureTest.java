package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.dialer.sip.SipParser;
import io.trunkline.dialer.sip.SipParser.MalformedRequest;
import io.trunkline.dialer.sip.SipSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of the sorts that RFC 4475 describes, section by section. After each the user agent lives on. */
class TortureTest {

    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void livesOn() {
        gateway.drain();
        gateway.receive(request("OPTIONS sip:us@192.0.2.1 SIP/2.0", "OPTIONS"));
        gateway.next(200);
        assertThat(gateway.agent.kept()).isZero();
    }

    private static String request(String line, String method, String... more) {
        return line + "\n" + """
                Via: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bKtorture
                Max-Forwards: 70
                From: <sip:tester@example.test>;tag=f1
                To: <sip:us@192.0.2.1>
                Call-ID: torture@192.0.2.5
                CSeq: 1 %s
                """.formatted(method) + lines(more);
    }

    private static String options(String... more) {
        return request("OPTIONS sip:us@192.0.2.1 SIP/2.0", "OPTIONS", more);
    }

    private static String lines(String... more) {
        return String.join("\n", more) + (more.length == 0 ? "\n" : "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                Arguments.of("3.1.1.1 everything that may be written in another way", """
                        INVITE sip:us@192.0.2.1;unknownparam SIP/2.0
                        TO :
                         sip:us@192.0.2.1 ;   tag    = 1918181833n
                        from   : "A \\"quoted\\\\ name" <sip:tester@example.test>
                          ;
                          tag = 98asjd8
                        MaX-fOrWaRdS: 0068
                        Call-ID: intricate.0ha0isndaksdj@192.0.2.5
                        cseq: 0009
                          INVITE
                        Via  : SIP  /   2.0
                         /UDP
                            192.0.2.2;branch=390skdjuw
                        s :
                        NewFangledHeader:   newfangled value
                         continued newfangled value
                        UnknownHeaderWithUnusualValue: ;;,,;;,;
                        v:  SIP  / 2.0  / TCP     spindle.example.test   ;
                          branch  =   z9hG4bK9ikj8  ,
                         SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                         z9hG4bK30239
                        m:"Quoted, with \\"<>\\"" <sip:jdrosen@example.test> ; newparam =
                              newvalue ;
                          secondparam ; q = 0.33

                        """),
                Arguments.of(
                        "3.1.1.2 all characters that a name may have",
                        request(
                                "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/"
                                        + "crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.test SIP/2.0",
                                "!interesting-Method0123456789_*+`.%indeed'~",
                                "extensionHeader-!.%*+_`'~: \u00ef\u00bb\u00bf\u5927\u505c\u96fb")),
                Arguments.of(
                        "3.1.1.3 escapes in addresses",
                        options("Contact: <sip:cal%6Cer@192.0.2.5;%6C%72;n%61me=v%61lue%25%34%31>")),
                Arguments.of(
                        "3.1.1.4 escaped nothing in names", options("Contact: <sip:%00@192.0.2.5>, <sip:%00%00@x>")),
                Arguments.of(
                        "3.1.1.5 percent signs that escape nothing",
                        request("RE%47IST%45R sip:us@192.0.2.1 SIP/2.0", "RE%47IST%45R", "Extension%Header: a")),
                Arguments.of(
                        "3.1.1.6 no space before an address", options().replace("From: <sip:", "From: caller<sip:")),
                Arguments.of(
                        "3.1.1.7 long values",
                        options("Contact: <sip:" + "a".repeat(3_000) + "@192.0.2.5>", "X-Long: " + "b, ".repeat(3_000))
                                .replace("tag=f1", "tag=" + "f".repeat(500))),
                Arguments.of("3.1.1.8 more behind the end", options("Content-Length: 0") + "INVITE sip:x SIP/2.0\n"),
                Arguments.of(
                        "3.1.1.9 semicolons in a user",
                        request("OPTIONS sip:user;par=u%40example.test@192.0.2.1 SIP/2.0", "OPTIONS")),
                Arguments.of(
                        "3.1.1.10 transports of all sorts",
                        options(
                                "Via: SIP/2.0/SCTP 192.0.2.6;branch=z9hG4bK1",
                                "Via: SIP/2.0/UNKNOWN 192.0.2.6;branch=z9hG4bK2, SIP/2.0/TLS [2001:db8::9:255]:5061")),
                Arguments.of(
                        "3.1.1.11 a body of many parts",
                        options("Content-Type: multipart/mixed;boundary=b", "Content-Length: 42")
                                + "--b\nContent-Type: text/plain\n\nHello\n--b--\n"),
                Arguments.of("3.1.1.12 an unusual phrase", answer("200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e")),
                Arguments.of("3.1.1.13 an empty phrase", answer("100 ")),
                Arguments.of(
                        "3.2.1 a branch that is nothing but its beginning",
                        options().replace("z9hG4bKtorture", "z9hG4bK")),
                Arguments.of("3.3.2 a scheme that nobody knows", request("OPTIONS unknown:opaque SIP/2.0", "OPTIONS")),
                Arguments.of("3.3.3 a scheme of something else", request("OPTIONS soap.beep://x SIP/2.0", "OPTIONS")),
                Arguments.of(
                        "3.3.4 such schemes elsewhere",
                        options("Contact: <name:John_Smith>").replace("<sip:us@192.0.2.1>", "<isbn:2983792873>")),
                Arguments.of("3.3.5 extensions", options("Require: a, b", "Proxy-Require: c, d")),
                Arguments.of(
                        "3.3.6 a body of an unknown sort", options("Content-Type: application/x", "") + "<audio/>"),
                Arguments.of("3.3.7 a proof of an unknown sort", options("Authorization: NoOneKnows opaque-data=here")),
                Arguments.of(
                        "3.3.10 an answer to somebody else", answer("200 OK").replace("192.0.2.5", "255.255.255.255")),
                Arguments.of("3.3.11 no hop left", options().replace("Max-Forwards: 70", "Max-Forwards: 0")),
                Arguments.of(
                        "3.3.12 an address with a parameter outside",
                        request("REGISTER sip:us SIP/2.0", "REGISTER", "Contact: sip:+1972@example.test;unknown=x")),
                Arguments.of("3.3.15 an answer that we cannot give", options("Accept: text/nobody-knows")),
                Arguments.of("3.4.1 no branch at all", options().replace(";branch=z9hG4bKtorture", "")));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("3.1.2.1 separators without values", options().replace(";branch", ";;,;,,;branch")),
                Arguments.of("3.1.2.2 a length beyond the end", options("Content-Length: 9999")),
                Arguments.of("3.1.2.3 a length below nothing", options("Content-Length: -999")),
                Arguments.of(
                        "3.1.2.4 numbers beyond all bounds",
                        options("Expires: 10000000000000").replace("CSeq: 1", "CSeq: 36893488147419103232")),
                Arguments.of(
                        "3.1.2.5 the same in an answer",
                        answer("503 Service Unavailable").replace("CSeq: 1", "CSeq: 9292394834772304023312")),
                Arguments.of(
                        "3.1.2.6 a quote that never ends", options().replace("To: <sip:", "To: \"Mr. J. User <sip:")),
                Arguments.of(
                        "3.1.2.7 brackets in the first line", request("OPTIONS <sip:us@192.0.2.1> SIP/2.0", "OPTIONS")),
                Arguments.of(
                        "3.1.2.8 a space in the address", request("OPTIONS sip:us@192.0.2.1; lr SIP/2.0", "OPTIONS")),
                Arguments.of(
                        "3.1.2.9 spaces in the first line", request("OPTIONS  sip:us@192.0.2.1  SIP/2.0", "OPTIONS")),
                Arguments.of("3.1.2.10 a space at its end", request("OPTIONS sip:us@192.0.2.1 SIP/2.0 ", "OPTIONS")),
                Arguments.of(
                        "3.1.2.14 spaces in an address",
                        options().replace("<sip:us@192.0.2.1>", "\"us\" < sip:us@192.0.2.1 >")),
                Arguments.of("3.1.2.16 another version", request("OPTIONS sip:us@192.0.2.1 SIP/7.0", "OPTIONS")),
                Arguments.of("3.1.2.17 another method", request("OPTIONS sip:us@192.0.2.1 SIP/2.0", "INVITE")),
                Arguments.of("3.1.2.18 an unknown one", request("NEWMETHOD sip:us@192.0.2.1 SIP/2.0", "INVITE")),
                Arguments.of("3.1.2.19 a status beyond all bounds", answer("4294967301 better not break")),
                Arguments.of("3.3.1 next to nothing", "INVITE sip:us@192.0.2.1 SIP/2.0\nCSeq: 193942 INVITE\n\n"),
                Arguments.of(
                        "3.3.8 two of what there is one of", options("To: <sip:other@192.0.2.1>", "CSeq: 2 OPTIONS")),
                Arguments.of("3.3.9 two lengths", options("Content-Length: 13", "Content-Length: 5") + "Hello"));
    }

    private static String answer(String status) {
        return request("SIP/2.0 " + status, "INVITE");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void isUnderstood(String section, String message) {
        assertThatCode(() -> SipParser.parse(bytes(message))).as(section).doesNotThrowAnyException();

        gateway.receive(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void isRefused(String section, String message) {
        assertThatThrownBy(() -> SipParser.parse(bytes(message)))
                .as(section)
                .isInstanceOfAny(SipSyntaxException.class, MalformedRequest.class);

        gateway.receive(message);
    }
}
