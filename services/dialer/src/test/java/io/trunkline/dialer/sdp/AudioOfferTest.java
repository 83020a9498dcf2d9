package io.trunkline.dialer.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioOfferTest {

    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";

    private final AudioOffer offer =
            new AudioOffer(7, "192.0.2.1", 40_000, List.of(AudioFormat.PCMA, AudioFormat.PCMU));

    @Test
    void offersG711AndKeys() {
        assertThat(offer.text(2, Direction.SENDRECV).lines())
                .containsExactly(
                        "v=0",
                        "o=- 7 2 IN IP4 192.0.2.1",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "t=0 0",
                        "m=audio 40000 RTP/AVP 8 0 101",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-15",
                        "a=ptime:20",
                        "a=sendrecv");
    }

    @Test
    void theFarEndsOrderCounts() {
        AgreedAudio agreed = agree("m=audio 5004 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n");

        assertThat(agreed).isEqualTo(new AgreedAudio("192.0.2.9", 5004, AudioFormat.PCMU, 101, 20, false));
    }

    @Test
    void theFarEndsTypeOfKeysAndPacketTimeCount() {
        AgreedAudio agreed = agree("m=audio 5004 RTP/AVP 8 96\r\na=rtpmap:96 telephone-event/8000\r\na=ptime:30\r\n");

        assertThat(agreed.keys()).isEqualTo(96);
        assertThat(agreed.milliseconds()).isEqualTo(30);
    }

    @Test
    void keysMayBeMissingAndAPacketTimeMayBeNonsense() {
        AgreedAudio agreed = agree("m=audio 5004 RTP/AVP 8\r\na=ptime:0\r\n");

        assertThat(agreed.keys()).isEqualTo(-1);
        assertThat(agreed.milliseconds()).isEqualTo(20);
    }

    @Test
    void theStreamsOwnAddressGoesFirst() {
        assertThat(agree("m=audio 5004 RTP/AVP 8\r\nc=IN IP4 198.51.100.4\r\n").address())
                .isEqualTo("198.51.100.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=sendonly", "a=inactive", "c=IN IP4 0.0.0.0"})
    void aCallCanBeHeld(String line) {
        assertThat(agree("m=audio 5004 RTP/AVP 8\r\n" + line + "\r\n").isHeld()).isTrue();
    }

    @Test
    void anAttributeOfTheSessionHoldsForItsStreams() {
        assertThat(agree("a=sendonly\r\nm=audio 5004 RTP/AVP 8\r\n").isHeld()).isTrue();
        assertThat(agree("a=sendonly\r\nm=audio 5004 RTP/AVP 8\r\na=sendrecv\r\n")
                        .isHeld())
                .isFalse();
    }

    @Test
    void otherStreamsArePassedOver() {
        AgreedAudio agreed = agree("""
                m=video 5002 RTP/AVP 99
                m=audio 0 RTP/AVP 8
                m=audio 5006 RTP/AVP 8
                m=image 5008 udptl t38
                """);

        assertThat(agreed.port()).isEqualTo(5006);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m=audio 0 RTP/AVP 8\r\n",
                "m=audio 5004 RTP/AVP 9 18\r\n",
                "m=audio 5004 RTP/AVP 8\r\na=rtpmap:8 opus/48000\r\n",
                "m=audio 5004 RTP/SAVP 8\r\n",
                "m=video 5004 RTP/AVP 8\r\n"
            })
    void nothingInCommonIsNoCall(String media) {
        assertThatThrownBy(() -> agree(media)).isInstanceOf(NoCommonAudio.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio",
                "m=audio x RTP/AVP 8",
                "m=audio 70000 RTP/AVP 8",
                "m=audio 5004 RTP/AVP 999",
                "c=IN IP4"
            })
    void whatCannotBeReadIsRefused(String line) {
        assertThatThrownBy(() -> SessionDescription.parse(HEAD + line + "\r\n")).isInstanceOf(SdpSyntaxException.class);
        assertThatThrownBy(() -> SessionDescription.parse("")).isInstanceOf(SdpSyntaxException.class);
    }

    @Property(tries = 1_000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(SessionDescription.parse(
                                    "v=0\n" + text.replace("x", "\nm=audio ").replace("y", "\na=rtpmap:"))
                            .media())
                    .hasSizeLessThanOrEqualTo(16);
        } catch (SdpSyntaxException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private AgreedAudio agree(String media) {
        return offer.agree(SessionDescription.parse(HEAD + media));
    }
}
