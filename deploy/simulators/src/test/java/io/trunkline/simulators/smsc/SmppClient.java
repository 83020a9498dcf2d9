package io.trunkline.simulators.smsc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/** A client that sends from Trunkline to +447700900123. */
public class SmppClient extends SMPPSession {

    private static final int UDHI = 0x40;
    private static final long PATIENCE_MILLIS = 20_000;

    public void bind(int port, BindType type, String systemId, String password) throws IOException {
        setTransactionTimer(PATIENCE_MILLIS);
        connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        type, systemId, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null),
                PATIENCE_MILLIS);
    }

    public void submitText(String ascii) throws Exception {
        submit((byte) 0, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void submit(byte dataCoding, byte[] octets, OptionalParameter... parameters) throws Exception {
        submit(dataCoding, octets, 0, 0, parameters);
    }

    void submit(byte dataCoding, byte[] octets, int esmClass) throws Exception {
        submit(dataCoding, octets, esmClass, 0);
    }

    void submitWithHeader(byte dataCoding, byte[] elements, byte[] octets) throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(elements.length);
        data.writeBytes(elements);
        data.writeBytes(octets);
        submit(dataCoding, data.toByteArray(), UDHI, 0);
    }

    String submitForReceipt(byte[] octets) throws Exception {
        return submit((byte) 0, octets, 0, 1);
    }

    private String submit(
            byte dataCoding, byte[] octets, int esmClass, int registeredDelivery, OptionalParameter... parameters)
            throws Exception {
        return submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "Trunkline",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        "447700900123",
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(registeredDelivery),
                        (byte) 0,
                        DataCodings.newInstance(dataCoding),
                        (byte) 0,
                        octets,
                        parameters)
                .getMessageId();
    }

    void query(String messageId) throws Exception {
        queryShortMessage(messageId, TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "Trunkline");
    }

    void enquireLink() throws Exception {
        sendEnquireLink();
    }
}
