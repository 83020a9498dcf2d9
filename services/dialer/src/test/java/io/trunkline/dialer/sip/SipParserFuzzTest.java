package io.trunkline.dialer.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever comes, it is a message, a request that can be refused, or nothing; and it takes no longer than it is long. */
class SipParserFuzzTest {

    private static final int MUTATIONS = 8;

    private final byte[] invite = Wire.bytes(Wire.invite("""
            Contact: "A, B" <sip:a@192.0.2.1:5060;transport=udp>;expires=60
            Record-Route: <sip:p1.example.test;lr>, <sip:p2.example.test;lr>
            Proxy-Authorization: Digest username="a", realm="b", nonce="c", uri="sip:b", response="d"
            Content-Type: application/sdp
            Content-Length: 3
            """) + "v=0");

    @Property(tries = 2_000)
    void bytesOfAnySort(@ForAll @Size(max = 2_000) byte[] datagram) {
        read(datagram);
    }

    @Property(tries = 5_000)
    void aMessageWithSomeBytesChanged(@ForAll long seed) {
        read(mutated(new Random(seed)));
    }

    @Example
    void aMessageThatEndsAnywhere() {
        for (int length = 0; length < invite.length; length++) {
            byte[] part = new byte[length];
            System.arraycopy(invite, 0, part, 0, length);
            read(part);
        }
    }

    private byte[] mutated(Random random) {
        byte[] changed = invite.clone();
        for (int i = 0; i < 1 + random.nextInt(MUTATIONS); i++) {
            int place = random.nextInt(changed.length);
            switch (random.nextInt(3)) {
                case 0 -> changed[place] = (byte) random.nextInt(256);
                case 1 -> changed[place] = (byte) "\r\n\"<>;:,=@ []\\".charAt(random.nextInt(14));
                default ->
                    System.arraycopy(
                            invite,
                            random.nextInt(invite.length - 20),
                            changed,
                            Math.min(place, changed.length - 20),
                            20);
            }
        }
        return changed;
    }

    /** What can be read can be written and read again, and is the same. */
    private static void read(byte[] datagram) {
        try {
            SipMessage message = SipParser.parse(datagram);
            message.from();
            message.to();
            assertThat(SipParser.parse(message.bytes()).cseq()).isEqualTo(message.cseq());
        } catch (SipSyntaxException | SipParser.MalformedRequest refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
