package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import java.time.Duration;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the centre delivers. jSMPP answers when a method returns, so each waits, on a thread of jSMPP's, until the notice
 * is durable. Nothing is submitted here: the answer would come to the same threads.
 */
final class SmppReception implements MessageReceiverListener {

    private static final Logger LOG = LoggerFactory.getLogger(SmppReception.class);

    private final String carrier;
    private final SmppNotices notices;
    private final Arrivals arrivals;
    private final Duration storeWithin;

    SmppReception(String carrier, SmppNotices notices, Arrivals arrivals, Duration storeWithin) {
        this.carrier = carrier;
        this.notices = notices;
        this.arrivals = arrivals;
        this.storeWithin = storeWithin;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        take(Delivery.of(pdu));
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        take(Delivery.of(pdu));
        try {
            return new DataSmResult(new MessageId(""), new OptionalParameter[0]);
        } catch (PDUStringException impossible) {
            throw new IllegalStateException("An empty id is not too long", impossible);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {
        LOG.debug("{}: a telephone is reachable again", carrier);
    }

    private void take(Delivery delivery) throws ProcessRequestException {
        CarrierNotice notice = notices.read(delivery);
        if (notice == null) {
            LOG.warn("{}: a receipt names no message", carrier);
            return;
        }
        try {
            arrivals.take(notice).await().atMost(storeWithin);
        } catch (RuntimeException failure) {
            // The cause may name numbers, and comes once per message as long as the database is away.
            LOG.warn(
                    "{}: not stored, to be sent again: {}",
                    carrier,
                    failure.getClass().getName());
            LOG.debug("{}: {} is not stored", carrier, notice, failure);
            throw new ProcessRequestException("Not stored", SmppFailures.ESME_RX_T_APPN);
        }
    }
}
