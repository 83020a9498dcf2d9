package io.trunkline.simulators.smsc;

import io.trunkline.events.E164;
import io.trunkline.simulators.smsc.Deliveries.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMPP 3.4 server on 127.0.0.1 that takes every message of whoever knows the password, and delivers what is written on its
 * telephones.
 */
public final class SmsCentre implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmsCentre.class);
    private static final String NAME = "trunkline";
    private static final int MOST_SESSIONS = 50;
    private static final long BIND_PATIENCE_MILLIS = 5_000;
    /** More than a usual window: a full queue is answered with ESME_RTHROTTLED. */
    private static final int QUEUE = 1_000;

    private final String systemId;
    private final String password;
    private final SMPPServerSessionListener listener;
    private final int port;
    private final Patience patience;
    private final BoundSessions sessions = new BoundSessions();
    private final Deliveries deliveries;
    private final MobileOriginated telephones;
    private final Receipts receipts;
    private volatile boolean closed;

    private SmsCentre(
            String systemId,
            String password,
            SMPPServerSessionListener listener,
            int port,
            Messages messages,
            Clock clock,
            Patience patience) {
        this.systemId = systemId;
        this.password = password;
        this.listener = listener;
        this.port = port;
        this.patience = patience;
        this.deliveries = new Deliveries(sessions, patience);
        this.telephones = new MobileOriginated(sessions, deliveries);
        this.receipts = new Receipts(deliveries, clock);
        listener.setMessageReceiverListener(new Reception(messages, receipts, clock));
        listener.setResponseDeliveryListener(receipts);
        listener.setQueueCapacity(QUEUE);
    }

    /**
     * @param port 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static SmsCentre start(int port, String systemId, String password, Messages messages, Clock clock)
            throws IOException {
        return start(port, systemId, password, messages, clock, Patience.STANDARD);
    }

    static SmsCentre start(
            int port, String systemId, String password, Messages messages, Clock clock, Patience patience)
            throws IOException {
        ServerSocket socket = new ServerSocket(port, MOST_SESSIONS, InetAddress.getLoopbackAddress());
        SMPPServerSessionListener listener = new SMPPServerSessionListener(port, only(socket));
        SmsCentre centre =
                new SmsCentre(systemId, password, listener, socket.getLocalPort(), messages, clock, patience);
        Thread.ofPlatform().name("sms-centre").start(centre::acceptSessions);
        return centre;
    }

    /** jSMPP itself would listen on every address of the machine. */
    private static ServerConnectionFactory only(ServerSocket socket) {
        return new ServerConnectionFactory() {
            @Override
            public ServerConnection listen(int port) {
                return new ServerSocketConnection(socket);
            }

            @Override
            public ServerConnection listen(int port, int timeout) {
                return listen(port);
            }

            @Override
            public ServerConnection listen(int port, int timeout, int backlog) {
                return listen(port);
            }
        };
    }

    public int port() {
        return port;
    }

    /**
     * Delivers what somebody has written on a telephone; returns the message's id when a client has acknowledged all of it.
     *
     * @param text at most 10,000 characters, which fit into the 255 parts that a message may have
     * @throws NotDelivered if nobody who receives is bound, or the client has not acknowledged it after some tries
     */
    public String write(E164 from, E164 to, String text) throws NotDelivered {
        return telephones.write(from, to, text);
    }

    private void acceptSessions() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                Thread.ofVirtual().name("bind").start(() -> admit(session));
            } catch (SocketTimeoutException nobodyCame) {
                LOG.debug("Nobody came");
            } catch (IOException failure) {
                if (!closed) {
                    LOG.error("The SMS centre takes no more sessions", failure);
                }
                return;
            }
        }
    }

    private void admit(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_PATIENCE_MILLIS);
            int refusal = refusalOf(request);
            if (refusal == SMPPConstant.STAT_ESME_ROK) {
                accept(session, request);
            } else {
                LOG.info("Bind refused with status 0x{}", Integer.toHexString(refusal));
                request.reject(refusal);
                awaitLeave(session);
            }
        } catch (TimeoutException | IOException | IllegalStateException | PDUStringException left) {
            LOG.info("A client came and did not bind: {}", left.getMessage());
            session.close();
        }
    }

    private void accept(SMPPServerSession session, BindRequest request) throws IOException, PDUStringException {
        session.setTransactionTimer(patience.answer().toMillis());
        sessions.add(session);
        session.addSessionStateListener((after, before, source) -> {
            if (!after.isBound()) {
                sessions.remove(session);
            }
        });
        request.accept(NAME, InterfaceVersion.IF_34);
        LOG.info("Bound as {}", request.getBindType());
    }

    /** Who is refused goes by himself: closed at once, jSMPP's client may miss the refusal and wait for it. */
    private static void awaitLeave(SMPPServerSession session) {
        CountDownLatch left = new CountDownLatch(1);
        session.addSessionStateListener((after, before, source) -> {
            if (after == SessionState.CLOSED) {
                left.countDown();
            }
        });
        try {
            boolean isGone = left.await(BIND_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("Gone by himself: {}", isGone);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    /** Sessions that are bound now. */
    int sessions() {
        return sessions.count();
    }

    private int refusalOf(BindRequest request) {
        if (sessions.count() >= MOST_SESSIONS) {
            return SMPPConstant.STAT_ESME_RBINDFAIL;
        }
        if (!systemId.equals(request.getSystemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        return password.equals(request.getPassword()) ? SMPPConstant.STAT_ESME_ROK : SMPPConstant.STAT_ESME_RINVPASWD;
    }

    /** Ends all sessions; clients see the connection closed. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException failure) {
            LOG.warn("The SMS centre's port stays open until the process ends", failure);
        }
        deliveries.close();
        receipts.close();
        sessions.closeAll();
    }
}
