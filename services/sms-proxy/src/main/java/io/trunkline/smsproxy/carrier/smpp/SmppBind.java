package io.trunkline.smsproxy.carrier.smpp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bind that is kept: on a thread of its own, a new session follows each one that ends. */
final class SmppBind {

    private static final Logger LOG = LoggerFactory.getLogger(SmppBind.class);

    /** Enough for enquire_link where no messages come in. */
    private static final int TRANSMITTER_THREADS = 1;

    private final String name;
    private final String host;
    private final int port;
    private final BindType type;
    private final SmppConfig config;
    private final ConnectionFactory connections;
    private final SmppReception reception;
    private final SmppFailures failures;
    private final Clock clock;

    /** The carrier counts over all sessions of the bind. */
    private final Pace pace;

    private final Backoff backoff;
    private final Thread keeper;
    private volatile @Nullable SmppSession session;
    private volatile @Nullable SmppLink link;
    private volatile boolean stopping;

    SmppBind(
            String name,
            String host,
            int port,
            BindType type,
            SmppConfig config,
            ConnectionFactory connections,
            SmppReception reception,
            SmppFailures failures,
            Clock clock) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.type = type;
        this.config = config;
        this.connections = connections;
        this.reception = reception;
        this.failures = failures;
        this.clock = clock;
        this.pace = new Pace(config.sending().partsPerSecond(), System.nanoTime());
        this.backoff = new Backoff(
                config.links().reconnectAfter(),
                config.links().reconnectAtMostAfter(),
                () -> ThreadLocalRandom.current().nextLong());
        this.keeper = Thread.ofVirtual().name("smpp-" + name + "-bind").unstarted(this::keep);
    }

    void start() {
        keeper.start();
    }

    /** Where to send; null while it is not bound, or if it only receives. */
    @Nullable
    SmppLink link() {
        return link;
    }

    boolean isBound() {
        return session != null;
    }

    private void keep() {
        try {
            while (!stopping) {
                Thread.sleep(keepOnce());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the link is lost, or was not to be had: with the pause before the next attempt. */
    private Duration keepOnce() throws InterruptedException {
        SmppSession fresh = SmppSession.create(connections, config);
        try {
            bind(fresh);
            long boundAt = System.nanoTime();
            use(fresh);
            return pauseAfterLifeOf(Duration.ofNanos(System.nanoTime() - boundAt));
        } catch (IOException | RuntimeException failed) {
            return pauseAfter(failed);
        } finally {
            fresh.close();
        }
    }

    private void bind(SmppSession fresh) throws IOException {
        fresh.setMessageReceiverListener(reception);
        fresh.setPduProcessorDegree(type.isReceivable() ? config.receiving().parallel() : TRANSMITTER_THREADS);
        fresh.setQueueCapacity(config.receiving().queue() + config.sending().window());
        BindParameter parameters = new BindParameter(
                type,
                config.systemId(),
                config.password().get(),
                config.systemType().orElse(""),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                config.addressRange().orElse(""),
                InterfaceVersion.IF_34);
        fresh.connectAndBind(host, port, parameters, config.links().bindWithin().toMillis());
    }

    private void use(SmppSession bound) throws InterruptedException {
        LOG.info("{}: bound to {}:{} as {}", name, host, port, type);
        SmppLink transmitter =
                type.isTransmittable() ? SmppLink.open(name, bound, config, failures, pace, clock) : null;
        session = bound;
        link = transmitter;
        try {
            bound.awaitEnd();
        } finally {
            link = null;
            session = null;
            bound.close();
            if (transmitter != null) {
                transmitter.close();
            }
        }
    }

    /** A centre that takes a bind and then hangs up is not to be bothered more than one that takes none. */
    private Duration pauseAfterLifeOf(Duration life) {
        if (life.compareTo(config.links().reconnectAtMostAfter()) > 0) {
            backoff.reset();
        }
        if (!stopping) {
            LOG.warn("{}: the link to {}:{} is lost", name, host, port);
        }
        return backoff.pause();
    }

    private Duration pauseAfter(Exception failed) {
        boolean refused = failed.getCause() instanceof NegativeResponseException no
                && SmppFailures.isRefusedBind(no.getCommandStatus());
        Duration pause = refused ? config.links().refusedBindAfter() : backoff.pause();
        if (!stopping) {
            LOG.warn("{}: no link to {}:{}, next attempt in {}: {}", name, host, port, pause, failed.getMessage());
        }
        return pause;
    }

    /** Waits for what is on its way, says goodbye, and ends. An interrupt leaves no time for either. */
    void stop() {
        stopping = true;
        try {
            leave();
            keeper.interrupt();
            keeper.join();
        } catch (InterruptedException hurry) {
            keeper.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void leave() throws InterruptedException {
        SmppLink transmitter = link;
        if (transmitter != null) {
            transmitter.drain(config.links().drainWithin());
        }
        SmppSession bound = session;
        if (bound != null) {
            bound.unbindAndClose();
        }
    }
}
