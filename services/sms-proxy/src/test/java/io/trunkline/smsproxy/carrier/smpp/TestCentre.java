package io.trunkline.smsproxy.carrier.smpp;

import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSession;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.pdu.Unbind;
import com.cloudhopper.smpp.ssl.SslConfiguration;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jspecify.annotations.Nullable;

/** A short message centre for tests, on another implementation of SMPP than ours. */
final class TestCentre implements AutoCloseable {

    /** What the centre does with a message. */
    interface Behaviour {
        /** Null for no answer. */
        @Nullable
        PduResponse answer(SubmitSm request, Link link);
    }

    private final int port;
    private final DefaultSmppServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("centre-", 0).factory());
    private final AtomicInteger lastId = new AtomicInteger();

    final List<Link> links = new CopyOnWriteArrayList<>();
    final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    final AtomicInteger binds = new AtomicInteger();
    final AtomicInteger unbinds = new AtomicInteger();
    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger outstanding = new AtomicInteger();
    final AtomicInteger mostOutstanding = new AtomicInteger();

    volatile int bindStatus;
    volatile boolean silent;
    volatile Behaviour behaviour = (request, link) -> accepted(request);

    private TestCentre(@Nullable SslConfiguration tls) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setJmxEnabled(false);
        configuration.setDefaultWindowSize(5_000);
        configuration.setDefaultRequestExpiryTimeout(60_000);
        configuration.setSystemId("centre");
        if (tls != null) {
            configuration.setUseSsl(true);
            configuration.setSslConfiguration(tls);
        }
        server = new DefaultSmppServer(configuration, new Binding(), threads);
        server.start();
    }

    static TestCentre start() throws Exception {
        return new TestCentre(null);
    }

    static TestCentre start(SslConfiguration tls) throws Exception {
        return new TestCentre(tls);
    }

    int port() {
        return port;
    }

    PduResponse accepted(SubmitSm request) {
        return accepted(request, String.valueOf(lastId.incrementAndGet()));
    }

    static PduResponse accepted(SubmitSm request, String messageId) {
        SubmitSmResp answer = request.createResponse();
        answer.setMessageId(messageId);
        return answer;
    }

    static PduResponse refused(SubmitSm request, int status) {
        PduResponse answer = request.createResponse();
        answer.setCommandStatus(status);
        return answer;
    }

    /** A link that receives. */
    Link receiver() {
        return links.stream()
                .filter(link -> link.session.isBound()
                        && link.session.getBindType() != com.cloudhopper.smpp.SmppBindType.TRANSMITTER)
                .findFirst()
                .orElseThrow();
    }

    void cut() {
        links.forEach(link -> link.session.destroy());
    }

    static DeliverSm message(String from, String to, int dataCoding, byte[] octets) throws Exception {
        return filled(new DeliverSm(), from, to, dataCoding, octets);
    }

    static <P extends BaseSm<?>> P filled(P pdu, String from, String to, int dataCoding, byte[] octets)
            throws Exception {
        pdu.setSourceAddress(new Address((byte) 1, (byte) 1, from));
        pdu.setDestAddress(new Address((byte) 1, (byte) 1, to));
        pdu.setDataCoding((byte) dataCoding);
        pdu.setShortMessage(octets);
        return pdu;
    }

    static DeliverSm receipt(SubmitSm of, String text) throws Exception {
        DeliverSm receipt = message(
                of.getDestAddress().getAddress(),
                of.getSourceAddress().getAddress(),
                0,
                text.getBytes(StandardCharsets.US_ASCII));
        receipt.setEsmClass((byte) 0x04);
        return receipt;
    }

    @Override
    public void close() {
        links.forEach(link -> link.session.destroy());
        server.destroy();
        threads.shutdownNow();
    }

    /** A bound link. */
    final class Link extends DefaultSmppSessionHandler {

        final SmppServerSession session;

        Link(SmppServerSession session) {
            this.session = session;
        }

        /** Completes with the status of the answer. */
        CompletableFuture<Integer> deliver(PduRequest<?> pdu) throws Exception {
            CompletableFuture<Integer> status = new CompletableFuture<>();
            pdu.setReferenceObject(status);
            session.sendRequestPdu(pdu, 10_000, false);
            return status;
        }

        void answer(PduResponse answer) {
            try {
                outstanding.decrementAndGet();
                session.sendResponsePdu(answer);
            } catch (Exception gone) {
                throw new IllegalStateException(gone);
            }
        }

        void write(byte[] octets) {
            ((DefaultSmppSession) session).getChannel().write(ChannelBuffers.wrappedBuffer(octets));
        }

        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable PduResponse firePduRequestReceived(PduRequest request) {
            if (silent) {
                return null;
            }
            if (request instanceof Unbind) {
                unbinds.incrementAndGet();
            }
            if (request instanceof EnquireLink) {
                probes.incrementAndGet();
            }
            return request instanceof SubmitSm message ? take(message) : request.createResponse();
        }

        private @Nullable PduResponse take(SubmitSm message) {
            mostOutstanding.accumulateAndGet(outstanding.incrementAndGet(), Math::max);
            submitted.add(message);
            PduResponse answer = behaviour.answer(message, this);
            if (answer != null) {
                outstanding.decrementAndGet();
            }
            return answer;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void fireExpectedPduResponseReceived(com.cloudhopper.smpp.PduAsyncResponse answer) {
            Object status = answer.getRequest().getReferenceObject();
            if (status instanceof CompletableFuture<?> waiting) {
                ((CompletableFuture<Integer>) waiting)
                        .complete(answer.getResponse().getCommandStatus());
            }
        }

        @Override
        public void fireChannelUnexpectedlyClosed() {
            session.destroy();
        }
    }

    private final class Binding implements SmppServerHandler {

        @Override
        @SuppressWarnings("rawtypes")
        public void sessionBindRequested(Long id, SmppSessionConfiguration session, BaseBind bind)
                throws SmppProcessingException {
            binds.incrementAndGet();
            if (bindStatus != 0) {
                throw new SmppProcessingException(bindStatus);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp answer) {
            Link link = new Link(session);
            links.add(link);
            session.serverReady(link);
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            links.removeIf(link -> link.session == session);
        }
    }
}
