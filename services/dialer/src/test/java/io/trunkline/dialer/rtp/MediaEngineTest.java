package io.trunkline.dialer.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.dialer.audio.Sound;
import io.trunkline.dialer.audio.SoundFile;
import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sdp.AudioFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test is the thread: it says what time it is. */
class MediaEngineTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int KEYS = 101;

    private final StringBuilder told = new StringBuilder();
    private final MediaListener listener = new MediaListener() {
        @Override
        public void keyPressed(char key) {
            told.append(key);
        }

        @Override
        public void playedToTheEnd() {
            told.append('.');
        }
    };
    private MediaEngine engine;
    private DatagramSocket phone;
    private MediaLeg leg;
    private long now;

    @BeforeEach
    void aCall() throws IOException {
        engine = new MediaEngine(42_000, 42_999, new Random(1));
        phone = new DatagramSocket(0, LOOPBACK);
        phone.setSoTimeout(2_000);
        leg = engine.open(LOOPBACK, listener);
        engine.turn(now);
    }

    @AfterEach
    void hangUp() throws IOException {
        closed();
        engine.close();
        phone.close();
    }

    @Test
    void thePhoneHearsTheSoundToTheLastByte() throws IOException {
        Sound sound = sound();
        leg.connect(agreed(AudioFormat.PCMU, KEYS, 20));
        leg.play(sound);

        pass(20);
        byte[] heard = new byte[sound.in(AudioFormat.PCMU).remaining()];
        for (int packet = 0; packet < heard.length / 160; packet++) {
            byte[] received = receive();
            System.arraycopy(received, RtpPacket.HEADER, heard, packet * 160, 160);
            pass(20);
        }

        assertThat(ByteBuffer.wrap(heard)).isEqualTo(sound.in(AudioFormat.PCMU));
        assertThat(told.toString()).isEqualTo(".");
        assertThat(receive()[RtpPacket.HEADER]).isEqualTo(AudioFormat.PCMU.silence());
    }

    @Test
    void aPacketLeavesEachTwentyMilliseconds() throws IOException {
        leg.connect(agreed(AudioFormat.PCMA, KEYS, 20));

        pass(1_000);

        MediaStatistics statistics = closed();
        assertThat(statistics.sent()).isEqualTo(50);
        assertThat(statistics.skipped()).isZero();
        assertThat(receive()).hasSize(RtpPacket.HEADER + 160);
    }

    @Test
    void orEachThirtyIfThatIsWanted() throws IOException {
        leg.connect(agreed(AudioFormat.PCMA, KEYS, 30));

        pass(900);

        assertThat(closed().sent()).isEqualTo(30);
        assertThat(receive()).hasSize(RtpPacket.HEADER + 240);
    }

    @Test
    void aCallThatChangesGoesOnWhereItIs() throws IOException {
        Sound sound = sound();
        leg.connect(agreed(AudioFormat.PCMA, KEYS, 20));
        leg.play(sound);
        pass(20);
        byte[] before = receive();

        leg.connect(agreed(AudioFormat.PCMU, KEYS, 20));
        pass(20);
        byte[] after = receive();

        assertThat(after[1]).isEqualTo((byte) AudioFormat.PCMU.payloadType());
        assertThat(after[3]).isEqualTo((byte) (before[3] + 1));
        assertThat(java.util.Arrays.copyOfRange(after, 8, 12)).isEqualTo(java.util.Arrays.copyOfRange(before, 8, 12));
        assertThat(ByteBuffer.wrap(after, RtpPacket.HEADER, 160))
                .isEqualTo(sound.in(AudioFormat.PCMU).slice(160, 160));
    }

    @Test
    void whatIsTooLateIsSkippedNotSentAtOnce() {
        leg.connect(agreed(AudioFormat.PCMA, KEYS, 20));
        pass(20);

        now += 1_000;
        engine.turn(now);
        pass(200);

        MediaStatistics statistics = closed();
        assertThat(statistics.sent()).isBetween(11L, 13L);
        assertThat(statistics.sent() + statistics.skipped()).isBetween(60L, 62L);
    }

    @Test
    void goesToWhereThePhoneSendsFrom() throws IOException {
        try (DatagramSocket elsewhere = new DatagramSocket(0, LOOPBACK)) {
            AgreedAudio wrong = new AgreedAudio(
                    LOOPBACK.getHostAddress(), elsewhere.getLocalPort(), AudioFormat.PCMA, KEYS, 20, false);
            leg.connect(wrong);
            pass(20);

            send(8, 1, 160, 0xD5);
            pass(20);

            assertThat(receive()).hasSize(RtpPacket.HEADER + 160);
        }
    }

    @Test
    void otherPeoplesPacketsDoNotMoveIt() throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            stranger.setSoTimeout(200);
            leg.connect(agreed(AudioFormat.PCMA, KEYS, 20));
            pass(20);
            receive();

            stranger.send(to(new byte[] {1, 2, 3}));
            stranger.send(to(rtp(34, 1, 160, 0xD5)));
            pass(40);

            assertThat(receive()).hasSize(RtpPacket.HEADER + 160);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[300], 300)))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(closed().received()).isZero();
        }
    }

    @Test
    void keysAreHeardAsEvents() throws IOException {
        leg.connect(agreed(AudioFormat.PCMA, KEYS, 20));
        pass(20);

        for (int i = 0; i < 5; i++) {
            send(KEYS, i, 160, 9, 10, 0, 160);
        }
        send(KEYS, 9, 8_000, 11, 10, 0, 160);
        pass(40);

        assertThat(told.toString()).isEqualTo("9#");
        assertThat(closed().received()).isEqualTo(6);
    }

    @Test
    void orAsTonesIfEventsWereNotAgreedOn() throws IOException {
        leg.connect(agreed(AudioFormat.PCMA, -1, 20));
        pass(20);

        for (int packet = 0; packet < 5; packet++) {
            int[] payload = new int[160];
            for (int i = 0; i < 160; i++) {
                double t = (packet * 160 + i) / 8_000.0;
                double tone = 0.2 * Math.sin(2 * Math.PI * 770 * t) + 0.2 * Math.sin(2 * Math.PI * 1336 * t);
                payload[i] = io.trunkline.dialer.audio.G711.toALaw((short) (tone * 32_767));
            }
            send(8, packet, packet * 160, payload);
        }
        pass(40);

        assertThat(told.toString()).isEqualTo("5");
    }

    @Test
    void portsAreTakenInPairsAndGivenBack() throws IOException {
        try (MediaEngine small = new MediaEngine(43_000, 43_003, new Random(2))) {
            MediaLeg one = small.open(LOOPBACK, listener);
            MediaLeg other = small.open(LOOPBACK, listener);
            small.turn(1);
            assertThat(List.of(one.port(), other.port())).containsExactlyInAnyOrder(43_000, 43_002);
            assertThatThrownBy(() -> small.open(LOOPBACK, listener)).isInstanceOf(BindException.class);

            CompletableFuture<MediaStatistics> closed = one.close();
            small.turn(2);

            assertThat(closed).isCompleted();
            MediaLeg again = small.open(LOOPBACK, listener);
            assertThat(again.port()).isEqualTo(one.port());
            CompletableFuture<Void> all = CompletableFuture.allOf(again.close(), other.close());
            small.turn(3);
            assertThat(all).isCompleted();
        }
    }

    @Test
    void theThreadKeepsItsTimeByItself() throws IOException {
        try (MediaEngine real = new MediaEngine(44_000, 44_099, new Random(3))) {
            real.start();
            List<MediaLeg> legs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                MediaLeg one = real.open(LOOPBACK, listener);
                one.connect(agreed(AudioFormat.PCMA, KEYS, 20));
                legs.add(one);
            }

            for (int i = 0; i < 200; i++) {
                assertThat(receive()).hasSize(RtpPacket.HEADER + 160);
            }

            CompletableFuture.allOf(legs.stream().map(MediaLeg::close).toArray(CompletableFuture[]::new))
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
    }

    private MediaStatistics closed() {
        CompletableFuture<MediaStatistics> statistics = leg.close();
        engine.turn(++now);
        return statistics.join();
    }

    /** Every millisecond of it. */
    private void pass(int milliseconds) {
        for (int i = 0; i < milliseconds; i++) {
            engine.turn(++now);
        }
    }

    private AgreedAudio agreed(AudioFormat format, int keys, int milliseconds) {
        return new AgreedAudio(LOOPBACK.getHostAddress(), phone.getLocalPort(), format, keys, milliseconds, false);
    }

    private byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[400], 400);
        phone.receive(packet);
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private void send(int type, int sequence, int timestamp, int... payload) throws IOException {
        phone.send(to(rtp(type, sequence, timestamp, payload)));
    }

    private DatagramPacket to(byte[] bytes) {
        return new DatagramPacket(bytes, bytes.length, new InetSocketAddress(LOOPBACK, leg.port()));
    }

    private static byte[] rtp(int type, int sequence, int timestamp, int... payload) {
        ByteBuffer packet = ByteBuffer.allocate(RtpPacket.HEADER + payload.length);
        packet.put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(5);
        for (int value : payload) {
            packet.put((byte) value);
        }
        return packet.array();
    }

    /** A hundred milliseconds that are like nothing else. */
    private static Sound sound() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(1_600).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(4);
        while (samples.hasRemaining()) {
            samples.putShort((short) random.nextInt(-20_000, 20_000));
        }
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        wav.writeBytes("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        wav.writeBytes(ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .array());
        wav.writeBytes("data\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        wav.writeBytes(samples.array());
        return new SoundFile(Duration.ofSeconds(1)).read(new ByteArrayInputStream(wav.toByteArray()));
    }
}
