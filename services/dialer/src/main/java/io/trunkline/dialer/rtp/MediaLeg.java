package io.trunkline.dialer.rtp;

import io.trunkline.dialer.audio.G711;
import io.trunkline.dialer.audio.Sound;
import io.trunkline.dialer.sdp.AgreedAudio;
import io.trunkline.dialer.sdp.AudioFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The media of one call. What is public may be called from anywhere, and is done by the engine's thread; everything else
 * belongs to that thread.
 */
public final class MediaLeg {

    private static final int LATE_PACKETS_TO_SKIP = 3;

    private final MediaEngine engine;
    private final PortPair ports;
    private final MediaListener listener;
    private final RandomGenerator random;
    private final PressedKeys keys = new PressedKeys();
    private final PressedTones tones = new PressedTones();
    private final Reception reception = new Reception();

    private @Nullable AgreedAudio agreed;
    private @Nullable InetSocketAddress remote;
    private @Nullable Playback playback;
    private @Nullable Sound sound;
    private boolean isClosed;
    private long sent;
    private long skipped;

    /** When the next packet is due, in milliseconds of the engine's clock. */
    long dueAt;

    /** The next leg of the same millisecond. */
    @Nullable
    MediaLeg next;

    MediaLeg(MediaEngine engine, PortPair ports, MediaListener listener, RandomGenerator random) {
        this.engine = engine;
        this.ports = ports;
        this.listener = listener;
        this.random = random;
    }

    /** The port that we offer. */
    public int port() {
        return ports.port();
    }

    /** Begins to send silence there; or goes on there with what is played, if the call has changed. */
    public void connect(AgreedAudio audio) {
        engine.execute(() -> {
            if (isClosed) {
                return;
            }
            Playback before = playback;
            agreed = audio;
            remote = new InetSocketAddress(audio.address(), audio.port());
            playback = before == null ? begun(audio) : goingOn(before, audio);
            if (before == null) {
                engine.schedule(this);
            }
        });
    }

    private Playback begun(AgreedAudio audio) {
        return new Playback(
                audio.format().payloadType(),
                audio.format().silence(),
                audio.milliseconds(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt());
    }

    private Playback goingOn(Playback before, AgreedAudio audio) {
        Sound current = sound;
        ByteBuffer coded = current == null ? null : current.in(audio.format());
        return before.changed(audio.format().payloadType(), audio.format().silence(), audio.milliseconds(), coded);
    }

    /** Plays a sound from its beginning, instead of what is played. */
    public void play(Sound played) {
        engine.execute(() -> {
            if (playback != null && agreed != null) {
                sound = played;
                playback.play(played.in(agreed.format()));
            }
        });
    }

    public void stopPlaying() {
        engine.execute(() -> {
            if (playback != null) {
                playback.stop();
            }
        });
    }

    /** Ends it. Its ports are free when the answer is there. */
    public CompletableFuture<MediaStatistics> close() {
        CompletableFuture<MediaStatistics> result = new CompletableFuture<>();
        engine.execute(() -> {
            isClosed = true;
            engine.release(ports);
            result.complete(new MediaStatistics(
                    sent,
                    skipped,
                    reception.received(),
                    reception.lost(),
                    reception.jitterMilliseconds(),
                    playback == null ? 0 : playback.playedMilliseconds()));
        });
        return result;
    }

    boolean isClosed() {
        return isClosed;
    }

    DatagramChannel channel() {
        return ports.rtp();
    }

    /** Sends what is due, and says when it is due again; a hold is silence, too: it keeps the way open. */
    void send(long now, ByteBuffer buffer) {
        Playback current = playback;
        AgreedAudio audio = agreed;
        if (current == null || audio == null) {
            return;
        }
        long late = (now - dueAt) / audio.milliseconds();
        if (late > LATE_PACKETS_TO_SKIP) {
            current.skip((int) late);
            skipped += late;
            dueAt += late * audio.milliseconds();
        }
        boolean wasPlaying = current.isPlaying();
        current.next(buffer);
        transmit(buffer);
        dueAt += audio.milliseconds();
        if (wasPlaying && !current.isPlaying()) {
            listener.playedToTheEnd();
        }
    }

    /** UDP may lose a packet anywhere, so it may here: what cannot be sent counts as not sent. */
    private void transmit(ByteBuffer buffer) {
        try {
            if (ports.rtp().send(buffer, remote) > 0) {
                sent++;
            }
        } catch (IOException unreachable) {
            engine.notSent(unreachable);
        }
    }

    void receive(RtpPacket packet, InetSocketAddress source, long now) {
        AgreedAudio audio = agreed;
        if (audio == null || !isOurs(packet, audio)) {
            return;
        }
        reception.accept(packet, now);
        // Symmetric RTP (RFC 4961): behind a NAT the far end is where its packets come from.
        remote = source;
        if (packet.payloadType() == audio.keys()) {
            tell(keys.accept(packet));
        } else if (audio.keys() < 0) {
            listen(packet, audio.format());
        }
    }

    private static boolean isOurs(RtpPacket packet, AgreedAudio audio) {
        return packet.payloadType() == audio.format().payloadType() || packet.payloadType() == audio.keys();
    }

    private void listen(RtpPacket packet, AudioFormat format) {
        for (int i = 0; i < packet.length(); i++) {
            byte code = packet.payload(i);
            tell(tones.accept(format == AudioFormat.PCMA ? G711.fromALaw(code) : G711.fromMuLaw(code)));
        }
    }

    private void tell(char key) {
        if (key != PressedKeys.NONE) {
            listener.keyPressed(key);
        }
    }
}
