package io.trunkline.smsproxy.relay;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.message.Receipts;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives what carriers tell to whom it concerns. */
@ApplicationScoped
class Reception implements Arrivals {

    private final Relay relay;
    private final Parts parts;
    private final Receipts receipts;

    Reception(Relay relay, Parts parts, Receipts receipts) {
        this.relay = relay;
        this.parts = parts;
        this.receipts = receipts;
    }

    @Override
    public Uni<Void> take(CarrierNotice notice) {
        return switch (notice) {
            case CarrierNotice.Incoming message -> relay.take(message);
            case CarrierNotice.IncomingPart part -> parts.take(part);
            case CarrierNotice.Receipt receipt -> receipts.take(receipt);
        };
    }
}
