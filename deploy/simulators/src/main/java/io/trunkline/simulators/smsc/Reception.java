package io.trunkline.simulators.smsc;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Takes submit_sm; refuses every other operation as one that this centre does not have. */
final class Reception implements ServerMessageReceiverListener {

    private final Messages messages;
    private final Receipts receipts;
    private final Clock clock;
    private final Assembly assembly = new Assembly();
    /** Starts at the time, so that ids of two runs do not meet. */
    private final AtomicLong lastId;

    Reception(Messages messages, Receipts receipts, Clock clock) {
        this.messages = messages;
        this.receipts = receipts;
        this.clock = clock;
        this.lastId = new AtomicLong(clock.millis());
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession session) throws ProcessRequestException {
        String id = Long.toHexString(lastId.incrementAndGet());
        take(request, partOf(request));
        receipts.expect(id, request);
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException impossible) {
            throw new IllegalStateException("16 hexadecimal digits fit into a message id", impossible);
        }
    }

    private static Part partOf(SubmitSm request) throws ProcessRequestException {
        try {
            return Part.of(request);
        } catch (IllegalArgumentException malformed) {
            throw new ProcessRequestException(malformed.getMessage(), SMPPConstant.STAT_ESME_RSUBMITFAIL, malformed);
        }
    }

    private void take(SubmitSm request, Part part) {
        String to = address(request.getDestAddrTon(), request.getDestAddress());
        String from = address(request.getSourceAddrTon(), request.getSourceAddr());
        Part.Place place = part.place();
        byte[] whole =
                place == null ? part.octets() : assembly.add(to, from, request.getDataCoding(), part.octets(), place);
        if (whole != null) {
            Alphabet alphabet = Alphabet.of(request.getDataCoding());
            int parts = place == null ? 1 : place.total();
            messages.add(to, from, alphabet.decode(whole), alphabet, parts, clock.instant());
        }
    }

    private static String address(byte typeOfNumber, String digits) {
        boolean isInternational = typeOfNumber == TypeOfNumber.INTERNATIONAL.value();
        return isInternational && !digits.startsWith("+") ? "+" + digits : digits;
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession session) throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession session) throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public void onAcceptCancelSm(CancelSm request, SMPPServerSession session) throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknownOperation();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session session) throws ProcessRequestException {
        throw unknownOperation();
    }

    private static ProcessRequestException unknownOperation() {
        return new ProcessRequestException("Not an operation of this centre", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
