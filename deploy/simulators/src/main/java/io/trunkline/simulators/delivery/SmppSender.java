package io.trunkline.simulators.delivery;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;
import io.trunkline.events.E164;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** Sends texts over SMPP, binding anew whenever the link is gone. One message at a time. */
public final class SmppSender implements AutoCloseable {

    private static final String SENDER = "Trunkline";
    private static final long BIND_PATIENCE_MILLIS = 5_000;
    private static final long ANSWER_PATIENCE_MILLIS = 5_000;
    /** Octets of a message that a telephone shows without concatenation; what is longer goes as message_payload. */
    private static final int LONGEST_GSM = 160;

    private static final int LONGEST_UCS_2 = 140;

    private final int port;
    private final String systemId;
    private final String password;
    private @Nullable SMPPSession session;

    /** @param port of the SMS centre, on 127.0.0.1 */
    public SmppSender(int port, String systemId, String password) {
        this.port = port;
        this.systemId = systemId;
        this.password = password;
    }

    /**
     * Returns when the SMS centre has taken the message.
     *
     * @throws NotSent if it has not, or if its answer is missing: then it may have the message nevertheless
     */
    synchronized void send(E164 to, String text) throws NotSent {
        try {
            submit(boundSession(), to, text);
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException failure) {
            throw new NotSent(failure);
        }
    }

    /** A session is never bound twice: after an unbind by the peer jSMPP leaves it in a state of its own. */
    private SMPPSession boundSession() throws IOException {
        SMPPSession current = session;
        if (current != null && current.getSessionState().isBound()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        SMPPSession fresh = new SMPPSession();
        fresh.setTransactionTimer(ANSWER_PATIENCE_MILLIS);
        session = fresh;
        fresh.connectAndBind(
                InetAddress.getLoopbackAddress().getHostAddress(),
                port,
                new BindParameter(
                        BindType.BIND_TX,
                        systemId,
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null),
                BIND_PATIENCE_MILLIS);
        return fresh;
    }

    private static void submit(SMPPSession session, E164 to, String text)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        boolean isGsm = GSMCharset.canRepresent(text);
        byte[] octets =
                isGsm ? CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM) : text.getBytes(StandardCharsets.UTF_16BE);
        boolean isLong = octets.length > (isGsm ? LONGEST_GSM : LONGEST_UCS_2);
        session.submitShortMessage(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                SENDER,
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                to.number().substring(1),
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(0),
                (byte) 0,
                new GeneralDataCoding(isGsm ? Alphabet.ALPHA_DEFAULT : Alphabet.ALPHA_UCS2),
                (byte) 0,
                isLong ? new byte[0] : octets,
                isLong ? new OptionalParameter[] {payload(octets)} : new OptionalParameter[0]);
    }

    private static OptionalParameter payload(byte[] octets) {
        return new OptionalParameter.OctetString(OptionalParameter.Tag.MESSAGE_PAYLOAD.code(), octets);
    }

    /** Unbinds. */
    @Override
    public synchronized void close() {
        if (session != null) {
            session.unbindAndClose();
        }
    }
}
