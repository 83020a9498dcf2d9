package io.trunkline.dialer.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.dialer.sdp.AudioFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaybackTest {

    private final Playback playback = new Playback(8, AudioFormat.PCMA.silence(), 20, 77, 0xFFFF, -160);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(300);
    private final RtpPacket packet = new RtpPacket();

    @Test
    void theSoundGoesOutAsItIsThenSilence() {
        byte[] sound = new byte[400];
        new Random(1).nextBytes(sound);
        playback.play(ByteBuffer.wrap(sound));

        byte[] heard = new byte[480];
        for (int i = 0; i < 3; i++) {
            next();
            for (int j = 0; j < 160; j++) {
                heard[i * 160 + j] = packet.payload(j);
            }
        }

        assertThat(Arrays.copyOf(heard, 400)).isEqualTo(sound);
        assertThat(Arrays.copyOfRange(heard, 400, 480)).containsOnly(AudioFormat.PCMA.silence());
        assertThat(playback.isPlaying()).isFalse();
        assertThat(playback.playedMilliseconds()).isEqualTo(50);
    }

    @Test
    void numbersGoOnByOneAndComeRound() {
        next();
        assertThat(packet.isMarked()).as("the first").isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(0xFFFF);
        assertThat(packet.timestamp()).isEqualTo(-160);
        assertThat(packet.length()).isEqualTo(160);

        next();
        assertThat(packet.isMarked()).isFalse();
        assertThat(packet.sequence()).isZero();
        assertThat(packet.timestamp()).isZero();
        assertThat(packet.source()).isEqualTo(77);
    }

    @Test
    void whatIsTooLateIsPassedOver() {
        byte[] sound = new byte[640];
        Arrays.fill(sound, 480, 640, (byte) 1);
        playback.play(ByteBuffer.wrap(sound));

        next();
        playback.skip(2);
        next();

        assertThat(packet.sequence()).isEqualTo(2);
        assertThat(packet.payload(0)).isEqualTo((byte) 1);
    }

    @Test
    void theFarEndsPacketTimeCounts() {
        Playback long30 = new Playback(0, AudioFormat.PCMU.silence(), 30, 1, 1, 1);
        long30.next(buffer);

        assertThat(packet.read(buffer)).isTrue();
        assertThat(packet.length()).isEqualTo(240);
    }

    private void next() {
        playback.next(buffer);
        assertThat(packet.read(buffer)).isTrue();
    }
}
