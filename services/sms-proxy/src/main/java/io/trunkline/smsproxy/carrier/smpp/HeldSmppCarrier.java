package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.Carrier;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An account whose links are there only while this replica is the one that sends by it: carriers count binds. */
final class HeldSmppCarrier implements Carrier {

    private final String name;
    private final Supplier<SmppCarrier> newCarrier;
    private volatile @Nullable SmppCarrier current;

    /** @param newCarrier makes one whose links have not been built; each is used once */
    HeldSmppCarrier(String name, Supplier<SmppCarrier> newCarrier) {
        this.name = name;
        this.newCarrier = newCarrier;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void open() {
        SmppCarrier carrier = newCarrier.get();
        carrier.start();
        current = carrier;
    }

    @Override
    public void close() {
        SmppCarrier carrier = current;
        if (carrier != null) {
            carrier.stop();
            current = null;
        }
    }

    @Override
    public boolean isUp() {
        SmppCarrier carrier = current;
        return carrier != null && carrier.isUp();
    }

    @Override
    public Link link() {
        return current == null ? Link.ELSEWHERE : Carrier.super.link();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        SmppCarrier carrier = current;
        return carrier == null ? Uni.createFrom().failure(SmppFailures.noLink()) : carrier.send(sms);
    }

    /** Links that are bound now. */
    int links() {
        SmppCarrier carrier = current;
        return carrier == null ? 0 : carrier.boundLinks();
    }

    /** Parts that wait for the carrier's answer. */
    int inFlight() {
        SmppCarrier carrier = current;
        return carrier == null ? 0 : carrier.inFlight();
    }
}
