package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.smpp.InFlight.NoAnswer;
import io.trunkline.smsproxy.carrier.smpp.InFlight.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * jSMPP's session with a window: a submit_sm does not hold a thread until its answer comes, and none outlives its link. For
 * one link only; the next one needs a new session.
 */
final class SmppSession extends SMPPSession {

    private static final int UDHI = 0x40;
    /** A receipt of success and of failure: registered_delivery, SMPP 3.4 §5.2.17. */
    private static final int RECEIPT = 0x01;

    private final SmppReader reader;
    private final InFlight inFlight;
    private final Duration answerWithin;
    private final @Nullable String serviceType;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean wasBound;
    private volatile boolean unbinding;

    private SmppSession(SmppReader reader, InFlight inFlight, ConnectionFactory connections, SmppConfig config) {
        super(new SynchronizedPDUSender(new DefaultPDUSender(new SmppComposer())), reader, connections);
        this.reader = reader;
        this.inFlight = inFlight;
        this.answerWithin = config.links().answerWithin();
        this.serviceType = config.serviceType().orElse(null);
    }

    static SmppSession create(SmppAccount account) {
        SmppConfig config = account.config();
        InFlight inFlight = new InFlight();
        SmppReader reader = new SmppReader(inFlight);
        SmppSession session = new SmppSession(reader, inFlight, account.connections(), config);
        reader.setProbes(session::endCommand);
        session.setEnquireLinkTimer(
                Math.toIntExact(config.links().enquireAfter().toMillis()));
        session.setTransactionTimer(config.links().answerWithin().toMillis());
        session.setMessageReceiverListener(account.reception());
        session.addSessionStateListener((now, before, source) -> session.changed(now.isBound()));
        return session;
    }

    /**
     * Writes a submit_sm, and waits no longer than that takes. The result never fails; it completes on the thread that
     * reads from the link.
     */
    CompletableFuture<Outcome> submit(
            ShortMessage message, SmppAddress source, SmppAddress destination, @Nullable String validity) {
        if (!getSessionState().isTransmittable()) {
            return CompletableFuture.completedFuture(new NoAnswer(SmppFailures.noLink()));
        }
        int sequence = sequence().nextValue();
        CompletableFuture<Outcome> outcome = inFlight.expect(sequence, answerWithin);
        try {
            write(sequence, message, source, destination, validity);
        } catch (PDUStringException | RuntimeException unwritten) {
            inFlight.complete(sequence, new NoAnswer(SmppFailures.unwritable()));
        } catch (IOException broken) {
            close();
        }
        return outcome;
    }

    private void write(
            int sequence, ShortMessage message, SmppAddress source, SmppAddress destination, @Nullable String validity)
            throws PDUStringException, IOException {
        pduSender()
                .sendSubmitSm(
                        connection().getOutputStream(),
                        sequence,
                        serviceType,
                        TypeOfNumber.valueOf((byte) source.ton()),
                        NumberingPlanIndicator.valueOf((byte) source.npi()),
                        source.address(),
                        TypeOfNumber.valueOf((byte) destination.ton()),
                        NumberingPlanIndicator.valueOf((byte) destination.npi()),
                        destination.address(),
                        new ESMClass(message.udhi() ? UDHI : 0),
                        (byte) 0,
                        (byte) 0,
                        null,
                        validity,
                        new RegisteredDelivery(RECEIPT),
                        (byte) 0,
                        new RawDataCoding((byte) message.dataCoding()),
                        (byte) 0,
                        message.octets(),
                        message.parameters().toArray(OptionalParameter[]::new));
    }

    int inFlight() {
        return inFlight.size();
    }

    /**
     * Returns when the link carries nothing any more; {@link #close} is still to be called then. A centre that does not read
     * is not found by a probe, which could not be written either.
     */
    void awaitEnd() throws InterruptedException {
        long pause = answerWithin.dividedBy(2).toNanos();
        while (!ended.await(pause, TimeUnit.NANOSECONDS)) {
            if (connection().getOutputStream() instanceof WatchedOutput output && output.isStuckFor(answerWithin)) {
                return;
            }
        }
    }

    /** The centre's unbind ends in UNBOUND, and CLOSED may come first: neither is a state to wait for. */
    private void changed(boolean isBound) {
        if (wasBound && !isBound) {
            ended.countDown();
        }
        wasBound |= isBound;
    }

    @Override
    public void unbind() throws IOException {
        unbinding = true;
        super.unbind();
    }

    /** jSMPP leaves whatever waits for an answer to its time-out. */
    @Override
    public void close() {
        inFlight.close();
        ended.countDown();
        if (!wasBound || unbinding) {
            endLastCommand();
        }
        super.close();
    }

    private void endCommand(Command answer) {
        PendingResponse<Command> command = removePendingResponse(answer.getSequenceNumber());
        if (command != null) {
            command.done(answer);
        }
    }

    /**
     * A bind or an unbind may still wait. A centre that refuses a bind hangs up at once, and jSMPP would not always see the
     * refusal before the end.
     */
    private void endLastCommand() {
        PendingResponse<Command> command = removePendingResponse(sequence().currentValue() - 1);
        if (command == null) {
            return;
        }
        if (unbinding || reader.bindStatus() != SmppFailures.ESME_ROK) {
            Command answer = new Command();
            answer.setCommandStatus(reader.bindStatus());
            command.done(answer);
        } else {
            command.doneWithInvalidResponse(new InvalidResponseException("The centre hung up"));
        }
    }
}
