package io.trunkline.dialer.sip;

import java.nio.charset.StandardCharsets;

/** Messages as they come over the wire. */
final class Wire {

    private Wire() {}

    /** Lines of a text block end as SIP wants it. */
    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static SipMessage read(String text) {
        return SipParser.parse(bytes(text));
    }

    /** An INVITE with everything that must be there, and these lines. */
    static String invite(String lines) {
        return """
                INVITE sip:+70951231111@gw.example.test SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1;rport
                Max-Forwards: 70
                From: <sip:dialer1@gw.example.test>;tag=a
                To: <sip:+70951231111@gw.example.test>
                Call-ID: 1@192.0.2.1
                CSeq: 1 INVITE
                %s
                """.formatted(lines);
    }
}
