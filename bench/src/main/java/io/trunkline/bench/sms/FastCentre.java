package io.trunkline.bench.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An SMS centre that does nothing but answer, so that it is never what limits: it takes every bind and every submit_sm, and
 * counts.
 */
public final class FastCentre implements AutoCloseable {

    private final ServerSocket server;
    private final List<CentreLink> links = new CopyOnWriteArrayList<>();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable Consumer<Pdu.Text> listener;

    private FastCentre(ServerSocket server) {
        this.server = server;
    }

    /** On a free port of the loopback address. */
    public static FastCentre start() throws IOException {
        FastCentre centre = new FastCentre(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("centre").start(centre::accept);
        return centre;
    }

    private void accept() {
        try {
            while (true) {
                CentreLink link = new CentreLink(server.accept(), this);
                links.add(link);
                Thread.ofPlatform().daemon().name("centre-link").start(link::serve);
            }
        } catch (IOException closed) {
            links.forEach(CentreLink::close);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Who hears of every submit_sm from now on, on the thread that reads from its link; null for nobody. */
    void listen(@Nullable Consumer<Pdu.Text> hears) {
        listener = hears;
    }

    @Nullable
    Consumer<Pdu.Text> listener() {
        return listener;
    }

    /** Counts a submit_sm, and returns its message_id. */
    String count() {
        return Long.toString(submitted.incrementAndGet());
    }

    /** How many submit_sm there have been so far. */
    long submitted() {
        return submitted.get();
    }

    void countRefused() {
        refused.incrementAndGet();
    }

    /** How many deliver_sm were answered with anything but "yes". */
    long refused() {
        return refused.get();
    }

    /** Returns when there have been so many submit_sm. @throws IllegalStateException if there are not in time */
    void await(long count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (submitted.get() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + submitted.get() + " of " + count + " messages came");
            }
            Thread.sleep(1);
        }
    }

    /** Writes a deliver_sm to one of the links; waits while too many of that one have no answer. */
    void deliver(int number, String from, String to, String text) throws IOException, InterruptedException {
        links.get(number % links.size()).deliver(from, to, text);
    }

    void gone(CentreLink link) {
        links.remove(link);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
