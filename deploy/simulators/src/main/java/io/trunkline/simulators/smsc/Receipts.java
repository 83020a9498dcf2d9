package io.trunkline.simulators.smsc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery receipts: each message that asks for one is reported as delivered, after its submit_sm_resp, to the session that
 * sent it, or to another one of the client that can receive.
 */
final class Receipts extends ServerResponseDeliveryAdapter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 10_000;
    /** registered_delivery, SMPP 3.4 §5.2.17, bits 0 and 1: 1 asks for success and failure, 3 for success only. */
    private static final int SUCCESS_WANTED = 0x01;

    /** message_state, SMPP 3.4 §5.2.28. */
    private static final byte DELIVERED = 2;

    private final Deliveries deliveries;
    private final Clock clock;
    private final Map<String, SubmitSm> expected = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("receipts-", 0).factory());

    Receipts(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Remembers that the message wants a receipt, if it does. */
    void expect(String messageId, SubmitSm request) {
        if ((request.getRegisteredDelivery() & SUCCESS_WANTED) != 0) {
            expected.put(messageId, request);
        }
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult answer, SMPPServerSession session) {
        SubmitSm request = expected.remove(answer.getMessageId());
        if (request == null) {
            return;
        }
        try {
            threads.execute(() -> send(answer.getMessageId(), request, session));
        } catch (RejectedExecutionException full) {
            LOG.warn("Receipt {} is dropped: {} others wait", answer.getMessageId(), MOST_WAITING);
        }
    }

    @Override
    public void onSubmitSmRespError(SubmitSmResult answer, Exception failure, SMPPServerSession session) {
        expected.remove(answer.getMessageId());
    }

    private void send(String messageId, SubmitSm request, SMPPServerSession submitter) {
        try {
            deliveries.deliver(submitter, session -> deliver(messageId, request, session));
        } catch (NotDelivered failure) {
            LOG.info("Receipt {} is dropped: {}", messageId, failure.reason());
        }
    }

    private void deliver(String messageId, SubmitSm request, SMPPServerSession session)
            throws PDUException, IOException, InvalidResponseException, NegativeResponseException,
                    ResponseTimeoutException {
        Date now = Date.from(clock.instant());
        DeliveryReceipt receipt =
                new DeliveryReceipt(messageId, 1, 1, now, now, DeliveryReceiptState.DELIVRD, "000", "");
        // From the telephone back to the sender: the addresses change places.
        session.deliverShortMessage(
                "",
                TypeOfNumber.valueOf(request.getDestAddrTon()),
                NumberingPlanIndicator.valueOf(request.getDestAddrNpi()),
                request.getDestAddress(),
                TypeOfNumber.valueOf(request.getSourceAddrTon()),
                NumberingPlanIndicator.valueOf(request.getSourceAddrNpi()),
                request.getSourceAddr(),
                new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                DataCodings.ZERO,
                receipt.toString().getBytes(StandardCharsets.US_ASCII),
                new OptionalParameter.Receipted_message_id(messageId),
                new OptionalParameter.Byte(Tag.MESSAGE_STATE, DELIVERED));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
