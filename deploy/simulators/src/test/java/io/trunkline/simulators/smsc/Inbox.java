package io.trunkline.simulators.smsc;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

/** What a client has been delivered, and what it says to that. */
public final class Inbox implements MessageReceiverListener {

    private static final int HEADER = 6;

    private final List<DeliverSm> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger toRefuse = new AtomicInteger();
    private final AtomicInteger offered = new AtomicInteger();

    void refuseNext(int count) {
        toRefuse.set(count);
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm request) throws ProcessRequestException {
        offered.incrementAndGet();
        if (toRefuse.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new ProcessRequestException("Not now", 0x64);
        }
        taken.add(request);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        throw new AssertionError("Never sent");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session source) {
        throw new AssertionError("Never sent");
    }

    /** In the order in which they came, without those that were refused. */
    List<DeliverSm> taken() {
        return taken;
    }

    /** How many deliver_sm came, with those that were refused. */
    int offered() {
        return offered.get();
    }

    /** Of whole messages. */
    public List<String> texts() {
        return taken.stream()
                .map(pdu -> Alphabet.of(pdu.getDataCoding()).decode(pdu.getShortMessage()))
                .toList();
    }

    /** Of the parts of one message, put together. */
    String textOfParts() {
        return String.join("", taken.stream().map(Inbox::textOfPart).toList());
    }

    private static String textOfPart(DeliverSm pdu) {
        byte[] data = pdu.getShortMessage();
        return Alphabet.of(pdu.getDataCoding()).decode(Arrays.copyOfRange(data, HEADER, data.length));
    }
}
