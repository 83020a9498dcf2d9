package io.trunkline.dialer.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives the media of all calls, by one thread. Packets go out by absolute time: a wheel has a place for each of
 * the next milliseconds, and in it the calls that are due then. Nothing is allocated per packet that is sent.
 */
public final class MediaEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MediaEngine.class);

    /** Longer than any packet's time. */
    private static final int PLACES = 256;

    private static final int LARGEST_DATAGRAM = 2_048;
    private static final int MOST_TRIES = 100;
    /** Of one call in one turn, so that nobody keeps the others from sending. */
    private static final int MOST_RECEIVED = 32;

    private final int lowestPort;
    private final int portPairs;
    private final RandomGenerator random;
    private final AtomicInteger nextPair = new AtomicInteger();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Selector selector;
    private final @Nullable MediaLeg[] wheel = new MediaLeg[PLACES];
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final RtpPacket packet = new RtpPacket();
    private final Thread thread = Thread.ofPlatform().name("media").daemon().unstarted(this::run);
    private final long startedAt;
    private volatile boolean isStopped;
    private long millisecond;
    private long failures;

    /**
     * @param lowestPort even
     * @param highestPort the last one that may be used, for RTCP too
     * @throws IllegalArgumentException if there is no pair of ports between them
     */
    public MediaEngine(int lowestPort, int highestPort, RandomGenerator random) throws IOException {
        if (lowestPort % 2 != 0 || highestPort <= lowestPort || lowestPort < 1 || highestPort > 65_535) {
            throw new IllegalArgumentException("No ports from " + lowestPort + " to " + highestPort);
        }
        this.lowestPort = lowestPort;
        this.portPairs = (highestPort - lowestPort + 1) / 2;
        this.random = random;
        this.selector = Selector.open();
        this.startedAt = System.nanoTime();
    }

    public void start() {
        thread.start();
    }

    /**
     * Opens ports for a call.
     *
     * @throws IOException if none is free
     */
    public MediaLeg open(InetAddress local, MediaListener listener) throws IOException {
        PortPair ports = free(local);
        MediaLeg leg = new MediaLeg(this, ports, listener, random);
        execute(() -> register(leg));
        return leg;
    }

    private PortPair free(InetAddress local) throws IOException {
        BindException last = new BindException("No port is free for media");
        for (int i = 0; i < Math.min(MOST_TRIES, portPairs); i++) {
            int pair = Math.floorMod(nextPair.getAndIncrement(), portPairs);
            try {
                return PortPair.open(local, lowestPort + 2 * pair);
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw last;
    }

    private void register(MediaLeg leg) {
        if (leg.isClosed()) {
            return;
        }
        try {
            leg.channel().register(selector, SelectionKey.OP_READ, leg);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** By the engine's thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        LockSupport.unpark(thread);
    }

    /** How many packets could not be sent, of all calls. */
    public long failures() {
        return failures;
    }

    void notSent(IOException unreachable) {
        failures++;
    }

    void release(PortPair ports) {
        try {
            ports.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From the next millisecond on; calls that begin together are spread over the time of a packet. */
    void schedule(MediaLeg leg) {
        leg.dueAt = millisecond + 1 + random.nextInt(20);
        place(leg);
    }

    private void place(MediaLeg leg) {
        int place = (int) (leg.dueAt % PLACES);
        leg.next = wheel[place];
        wheel[place] = leg;
    }

    private void run() {
        while (!isStopped) {
            long now = System.nanoTime() - startedAt;
            turn(TimeUnit.NANOSECONDS.toMillis(now));
            long next = startedAt + TimeUnit.MILLISECONDS.toNanos(millisecond + 1);
            LockSupport.parkNanos(next - System.nanoTime());
        }
        turn(millisecond + 1);
    }

    /** Does all that is due up to a moment, in milliseconds from the start on. */
    void turn(long now) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException failure) {
                survive(failure);
            }
        }
        // Late by more than a whole round of the wheel each place is looked at once: calls know themselves how late
        // they are.
        millisecond = Math.max(millisecond, now - PLACES);
        while (millisecond < now) {
            millisecond++;
            sendPlace((int) (millisecond % PLACES), now);
        }
        receive(now);
    }

    private void sendPlace(int place, long now) {
        MediaLeg leg = wheel[place];
        wheel[place] = null;
        while (leg != null) {
            MediaLeg following = leg.next;
            if (!leg.isClosed()) {
                send(leg, now);
            }
            leg = following;
        }
    }

    private void send(MediaLeg leg, long now) {
        try {
            leg.send(now, outgoing);
        } catch (RuntimeException failure) {
            survive(failure);
        }
        place(leg);
    }

    /** One call's trouble is not that of the others. */
    private static void survive(RuntimeException failure) {
        LOG.error("A call's media have failed", failure);
    }

    private void receive(long now) {
        try {
            if (selector.selectNow() == 0) {
                return;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid() && key.attachment() instanceof MediaLeg leg) {
                    receive(leg, now);
                }
            }
            selector.selectedKeys().clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void receive(MediaLeg leg, long now) throws IOException {
        for (int i = 0; i < MOST_RECEIVED && !leg.isClosed(); i++) {
            incoming.clear();
            InetSocketAddress source = (InetSocketAddress) leg.channel().receive(incoming);
            if (source == null) {
                return;
            }
            if (packet.read(incoming.flip())) {
                take(leg, source, now);
            }
        }
    }

    private void take(MediaLeg leg, InetSocketAddress source, long now) {
        try {
            leg.receive(packet, source, now);
        } catch (RuntimeException failure) {
            survive(failure);
        }
    }

    /** Ends the thread; calls are to be closed before. */
    @Override
    public void close() throws IOException {
        isStopped = true;
        LockSupport.unpark(thread);
        selector.close();
    }
}
