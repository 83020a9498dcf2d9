package io.trunkline.smsproxy.carrier.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bind that is kept: on a thread of its own, a new session follows each one that ends. */
final class SmppBind {

    private static final Logger LOG = LoggerFactory.getLogger(SmppBind.class);

    /** Enough for enquire_link where no messages come in. */
    private static final int TRANSMITTER_THREADS = 1;

    /** @param name for the log */
    record Target(String name, String host, int port, BindType type) {

        @Override
        public String toString() {
            return name + " to " + host + ":" + port;
        }
    }

    private final Target target;
    private final SmppAccount account;
    private final SmppConfig config;

    /** The carrier counts over all sessions of the bind. */
    private final Pace pace;

    private final Backoff backoff;
    private final Thread keeper;
    private volatile @Nullable SmppSession session;
    private volatile @Nullable SmppLink link;
    private volatile boolean stopping;

    SmppBind(Target target, SmppAccount account) {
        this.target = target;
        this.account = account;
        this.config = account.config();
        this.pace = new Pace(config.sending().partsPerSecond(), System.nanoTime());
        this.backoff = new Backoff(
                config.links().reconnectAfter(),
                config.links().reconnectAtMostAfter(),
                () -> ThreadLocalRandom.current().nextLong());
        this.keeper = Thread.ofVirtual().name("smpp-" + target.name() + "-bind").unstarted(this::keep);
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
        SmppSession fresh = SmppSession.create(account);
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
        BindType type = target.type();
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
        fresh.connectAndBind(
                target.host(),
                target.port(),
                parameters,
                config.links().bindWithin().toMillis());
    }

    private void use(SmppSession bound) throws InterruptedException {
        LOG.info("{}: bound, {}", target, target.type());
        SmppLink transmitter =
                target.type().isTransmittable() ? SmppLink.open(target.name(), bound, account, pace) : null;
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
            LOG.warn("{}: the link is lost", target);
        }
        return backoff.pause();
    }

    private Duration pauseAfter(Exception failed) {
        boolean refused = failed.getCause() instanceof NegativeResponseException no
                && SmppFailures.isRefusedBind(no.getCommandStatus());
        Duration pause = refused ? config.links().refusedBindAfter() : backoff.pause();
        if (!stopping) {
            LOG.warn("{}: no link, next attempt in {}: {}", target, pause, failed.getMessage());
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
