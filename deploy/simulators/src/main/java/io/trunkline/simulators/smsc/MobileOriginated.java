package io.trunkline.simulators.smsc;

import io.trunkline.events.E164;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people write on their telephones, on its way to the client. */
final class MobileOriginated {

    private static final Logger LOG = LoggerFactory.getLogger(MobileOriginated.class);
    private static final int UDHI = 0x40;

    private final BoundSessions sessions;
    private final Deliveries deliveries;
    private final AtomicInteger lastReference = new AtomicInteger();

    MobileOriginated(BoundSessions sessions, Deliveries deliveries) {
        this.sessions = sessions;
        this.deliveries = deliveries;
    }

    /**
     * Returns the message's id when a client has acknowledged all of it.
     *
     * @throws NotDelivered if it has not; parts before the last may have been acknowledged
     */
    String write(E164 from, E164 to, String text) throws NotDelivered {
        String id = UUID.randomUUID().toString();
        Segments segments = Segments.of(text);
        int reference = lastReference.incrementAndGet();
        // All parts over one session, so that they arrive in order.
        SMPPServerSession session = sessions.receiver(null);
        for (int number = 1; number <= segments.count(); number++) {
            boolean isWhole = segments.count() == 1;
            byte[] data = isWhole ? segments.octets().getFirst() : segments.withHeader(reference, number);
            ESMClass esmClass = new ESMClass(isWhole ? 0 : UDHI);
            deliveries.deliver(
                    session, receiver -> deliver(id, from, to, segments.alphabet(), esmClass, data, receiver));
        }
        LOG.info("Message {} is delivered, parts: {}", id, segments.count());
        return id;
    }

    /** The protocol gives what comes in no id; like some carriers, this centre puts it where receipts have theirs. */
    private static void deliver(
            String id,
            E164 from,
            E164 to,
            Alphabet alphabet,
            ESMClass esmClass,
            byte[] data,
            SMPPServerSession receiver)
            throws PDUException, IOException, InvalidResponseException, NegativeResponseException,
                    ResponseTimeoutException {
        receiver.deliverShortMessage(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                digits(from),
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                digits(to),
                esmClass,
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                DataCodings.newInstance(alphabet.dataCoding()),
                data,
                new OptionalParameter.Receipted_message_id(id));
    }

    private static String digits(E164 number) {
        return number.number().substring(1);
    }
}
