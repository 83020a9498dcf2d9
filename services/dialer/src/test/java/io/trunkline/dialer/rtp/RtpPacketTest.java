package io.trunkline.dialer.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsWhatIsInIt() {
        assertThat(read("80 88 fffe ffffff60 01020304 d5d5d5")).isTrue();

        assertThat(packet.isMarked()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(0xFFFE);
        assertThat(packet.timestamp()).isEqualTo(0xFFFFFF60);
        assertThat(packet.source()).isEqualTo(0x01020304);
        assertThat(packet.length()).isEqualTo(3);
        assertThat(packet.payload(2)).isEqualTo((byte) 0xD5);
    }

    @Test
    void passesOverSourcesExtensionsAndPadding() {
        assertThat(read("b1 00 0001 00000002 00000003 00000004 bede0001 aabbccdd 11 22 000003"))
                .isTrue();

        assertThat(packet.length()).isEqualTo(2);
        assertThat(packet.payload(0)).isEqualTo((byte) 0x11);
        assertThat(packet.isMarked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "80 00 0001 00000002 000000",
                "40 00 0001 00000002 00000003",
                "8f 00 0001 00000002 00000003",
                "90 00 0001 00000002 00000003 bede",
                "90 00 0001 00000002 00000003 bede0005 00000000",
                "a0 00 0001 00000002 00000003 00",
                "a0 00 0001 00000002 00000003 ff"
            })
    void whatIsNoPacketIsNone(String hex) {
        assertThat(read(hex)).isFalse();
    }

    @Property(tries = 5_000)
    void nothingBreaksIt(@ForAll byte[] datagram) {
        if (packet.read(ByteBuffer.wrap(datagram))) {
            for (int i = 0; i < packet.length(); i++) {
                packet.payload(i);
            }
            assertThat(packet.length()).isLessThanOrEqualTo(datagram.length - RtpPacket.HEADER);
        }
    }

    private boolean read(String hex) {
        return packet.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
