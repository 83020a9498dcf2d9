package io.trunkline.smsproxy;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.Carrier;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A carrier that remembers what it was given, and does to a recipient's messages what a test has told it. */
public class FakeCarrier implements Carrier {

    private final String name;
    private final List<OutgoingSms> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Function<OutgoingSms, Uni<Accepted>>>> scripts = new ConcurrentHashMap<>();
    private volatile boolean up = true;

    FakeCarrier(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    public void setUp(boolean up) {
        this.up = up;
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        Queue<Function<OutgoingSms, Uni<Accepted>>> script = scripts.get(sms.to());
        Function<OutgoingSms, Uni<Accepted>> next = script == null ? null : script.poll();
        return next == null ? Uni.createFrom().item(() -> take(sms)) : next.apply(sms);
    }

    private Accepted take(OutgoingSms sms) {
        taken.add(sms);
        return Accepted.as(idOf(sms));
    }

    /** What this carrier calls a message. */
    public String idOf(OutgoingSms sms) {
        return name + "-" + sms.id();
    }

    /** The next message to that number fails. */
    public void failNext(String to, CarrierFailure failure) {
        next(to, sms -> Uni.createFrom().failure(failure));
    }

    /** The next message to that number is taken, but nobody learns of it. */
    public void takeAndFailNext(String to, CarrierFailure failure) {
        next(to, sms -> {
            take(sms);
            return Uni.createFrom().failure(failure);
        });
    }

    /** The next message to that number is taken in parts. */
    public void takeNextInParts(String to, int parts) {
        next(to, sms -> {
            take(sms);
            List<String> names = new ArrayList<>();
            for (int part = 1; part <= parts; part++) {
                names.add(idOf(sms) + "-" + part);
            }
            return Uni.createFrom().item(new Accepted(names));
        });
    }

    /** The next message to that number gets no answer before the test gives one. */
    public void next(String to, Function<OutgoingSms, Uni<Accepted>> what) {
        scripts.computeIfAbsent(to, number -> new ConcurrentLinkedQueue<>()).add(what);
    }

    public List<OutgoingSms> to(String number) {
        return taken.stream().filter(sms -> sms.to().equals(number)).toList();
    }
}
