package io.trunkline.simulators.smsc;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands deliver_sm over to clients, and again if they refuse it or do not answer: they may be better off in a moment. */
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final BoundSessions sessions;
    private final Patience patience;
    private final CountDownLatch closing = new CountDownLatch(1);

    Deliveries(BoundSessions sessions, Patience patience) {
        this.sessions = sessions;
        this.patience = patience;
    }

    /**
     * @param answer how long the answer to one deliver_sm is waited for
     * @param tries 1 or more
     * @param pause between two of them
     */
    record Patience(Duration answer, int tries, Duration pause) {

        /** Longer than sms-proxy takes at most to store a message, or to say that it cannot. */
        static final Patience STANDARD = new Patience(Duration.ofSeconds(7), 4, Duration.ofMillis(500));
    }

    /** Returns when the client has acknowledged. */
    @FunctionalInterface
    interface Sending {

        void over(SMPPServerSession session)
                throws PDUException, IOException, InvalidResponseException, NegativeResponseException,
                        ResponseTimeoutException;
    }

    /**
     * Returns when a client has acknowledged.
     *
     * @param preferred goes first as long as it can receive
     * @throws NotDelivered if nobody who can receive is bound, or none has acknowledged after some tries
     */
    void deliver(@Nullable SMPPServerSession preferred, Sending sending) throws NotDelivered {
        NotDelivered last = once(preferred, sending);
        for (int tries = 1; last != null && tries < patience.tries(); tries++) {
            if (isClosedAfterPause()) {
                throw last;
            }
            last = once(preferred, sending);
        }
        if (last != null) {
            throw last;
        }
    }

    /** Null if it was acknowledged. */
    private @Nullable NotDelivered once(@Nullable SMPPServerSession preferred, Sending sending) throws NotDelivered {
        SMPPServerSession session = sessions.receiver(preferred);
        if (session == null) {
            throw new NotDelivered("No client is bound that receives", null);
        }
        try {
            sending.over(session);
            return null;
        } catch (PDUException
                | IOException
                | InvalidResponseException
                | NegativeResponseException
                | ResponseTimeoutException failure) {
            LOG.info("The client has not acknowledged: {}", failure.getMessage());
            return new NotDelivered("The client has not acknowledged it: " + failure.getMessage(), failure);
        }
    }

    private boolean isClosedAfterPause() {
        try {
            return closing.await(patience.pause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Nothing is tried again. */
    @Override
    public void close() {
        closing.countDown();
    }
}
