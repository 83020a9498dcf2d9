package io.trunkline.simulators.smsc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

/** Answers the first message only when all is over. */
record SlowInbox(Inbox inbox, CountDownLatch over, AtomicBoolean isFirst) implements MessageReceiverListener {

    SlowInbox(Inbox inbox, CountDownLatch over) {
        this(inbox, over, new AtomicBoolean(true));
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm request) throws ProcessRequestException {
        if (isFirst.getAndSet(false)) {
            awaitTheEnd();
        }
        inbox.onAcceptDeliverSm(request);
    }

    private void awaitTheEnd() throws ProcessRequestException {
        try {
            over.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("Closed", 0x64, closed);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        inbox.onAcceptAlertNotification(notification);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session source) {
        return inbox.onAcceptDataSm(request, source);
    }
}
