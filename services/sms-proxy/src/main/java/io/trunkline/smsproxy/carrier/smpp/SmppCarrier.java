package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.Carrier;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.smpp.SmppBind.Target;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabets;
import io.trunkline.smsproxy.carrier.smpp.text.Segments;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jsmpp.bean.BindType;
import org.jspecify.annotations.Nullable;

/**
 * An account at a carrier that is reached over SMPP 3.4.
 *
 * <p>{@link #send} never waits: a message goes to the link that has the least to do, which has a thread that writes. Its result
 * comes on a thread that reads from the link, so what follows it must not block either. Messages and receipts that come in go
 * to {@link Arrivals} on jSMPP's threads, from any link and in any order.
 */
public final class SmppCarrier implements Carrier {

    private final String name;
    private final SmppConfig config;
    private final Alphabets alphabets;
    private final Arrivals arrivals;
    private final SmppNotices notices;
    private final List<SmppBind> binds;
    /** Anywhere, so that the parts of two runs are not mixed up. */
    private final AtomicInteger lastReference =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    private volatile boolean stopping;

    /** @throws RuntimeException if the settings contradict each other, or name files that cannot be read */
    public SmppCarrier(String name, SmppConfig config, Arrivals arrivals, Clock clock) {
        this.name = name;
        this.config = config;
        this.alphabets = alphabets(config.sending());
        this.arrivals = arrivals;
        this.notices = new SmppNotices(name, config.receiving(), alphabets, clock);
        SmppReception reception =
                new SmppReception(name, notices, arrivals, config.receiving().storeWithin());
        SmppSockets sockets = new SmppSockets(config.links().connectWithin(), config.tls());
        this.binds = binds(new SmppAccount(config, sockets, reception, new SmppFailures(config.sending()), clock));
    }

    private static Alphabets alphabets(SmppConfig.Sending config) {
        return new Alphabets(config.defaultAlphabet(), config.latin1());
    }

    private List<SmppBind> binds(SmppAccount account) {
        List<SmppBind> all = new ArrayList<>();
        for (SmppConfig.Centre centre : config.centres()) {
            for (int i = 0; i < centre.binds(); i++) {
                for (BindType type : types(centre.mode())) {
                    String bind = name + "-" + all.size();
                    all.add(new SmppBind(new Target(bind, centre.host(), centre.port(), type), account));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<BindType> types(SmppConfig.Mode mode) {
        return switch (mode) {
            case TRANSCEIVER -> List.of(BindType.BIND_TRX);
            case PAIR -> List.of(BindType.BIND_TX, BindType.BIND_RX);
        };
    }

    /**
     * Begins to bind, and goes on until {@link #stop}. Blocks until it is known what has come in before.
     *
     * @throws RuntimeException if that cannot be learnt; nothing is bound then
     */
    public void start() {
        notices.takeOver(arrivals);
        binds.forEach(SmppBind::start);
    }

    /**
     * Sends nothing more, waits for the answers to what is on its way, and leaves the carrier. Blocks; returns when every link
     * is closed, and every message has its result.
     */
    public void stop() {
        stopping = true;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            binds.forEach(bind -> threads.execute(bind::stop));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isUp() {
        return !stopping && links().findAny().isPresent();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().completionStage(() -> submit(sms));
    }

    private CompletableFuture<Accepted> submit(OutgoingSms sms) {
        SmppLink link = stopping ? null : leastLoaded();
        if (link == null) {
            return CompletableFuture.failedFuture(SmppFailures.noLink());
        }
        try {
            Submission submission = submission(sms);
            return link.offer(submission)
                    ? submission.result()
                    : CompletableFuture.failedFuture(SmppFailures.queueFull());
        } catch (CarrierFailure rejected) {
            return CompletableFuture.failedFuture(rejected);
        }
    }

    private Submission submission(OutgoingSms sms) {
        if (!sms.media().isEmpty()) {
            throw SmppFailures.noMedia();
        }
        return new Submission(
                sms,
                SmppAddress.of(sms.from(), config.numbering()),
                SmppAddress.of(sms.to(), config.numbering()),
                parts(sms.text()),
                config.sending().laterPartRetries());
    }

    private List<ShortMessage> parts(String text) {
        return ShortMessage.of(text, alphabets, config.sending().longMessages(), lastReference::incrementAndGet);
    }

    /** As how many messages the carrier will count a text. */
    public int segments(String text) {
        return segments(text, config);
    }

    /** As how many messages a carrier with these settings counts a text. */
    public static int segments(String text, SmppConfig config) {
        return Segments.of(text, alphabets(config.sending()), config.sending().longMessages())
                .count();
    }

    private @Nullable SmppLink leastLoaded() {
        return links().min(Comparator.comparingInt(SmppLink::load)).orElse(null);
    }

    private Stream<SmppLink> links() {
        return binds.stream().map(SmppBind::link).filter(Objects::nonNull);
    }

    /** Links that are bound now. */
    int boundLinks() {
        return (int) binds.stream().filter(SmppBind::isBound).count();
    }

    /** Parts that wait for the carrier's answer. */
    int inFlight() {
        return links().mapToInt(SmppLink::inFlight).sum();
    }
}
