package io.trunkline.smsproxy.carrier.smpp;

import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.Nullable;

/** What deliver_sm and data_sm have in common: SMPP 3.4 §4.6.1, §4.7.1. */
@SuppressWarnings("ArrayRecordComponent") // It is read at once and never compared.
record Delivery(String from, String to, int esmClass, int dataCoding, byte[] octets, Tlvs parameters) {

    private static final int TYPE = 0x3c;
    private static final int UDHI = 0x40;

    static Delivery of(DeliverSm pdu) {
        Tlvs parameters = Tlvs.of(pdu.getOptionalParameters());
        byte[] shortMessage = pdu.getShortMessage();
        boolean isEmpty = shortMessage == null || shortMessage.length == 0;
        return of(pdu, isEmpty ? payload(parameters) : shortMessage, parameters);
    }

    static Delivery of(DataSm pdu) {
        Tlvs parameters = Tlvs.of(pdu.getOptionalParameters());
        return of(pdu, payload(parameters), parameters);
    }

    private static Delivery of(AbstractSmCommand pdu, byte[] octets, Tlvs parameters) {
        return new Delivery(
                address(pdu.getSourceAddrTon(), pdu.getSourceAddr()),
                address(pdu.getDestAddrTon(), pdu.getDestAddress()),
                pdu.getEsmClass() & 0xff,
                pdu.getDataCoding() & 0xff,
                octets,
                parameters);
    }

    private static String address(byte ton, @Nullable String address) {
        return address == null ? "" : SmppAddress.read(ton, address);
    }

    private static byte[] payload(Tlvs parameters) {
        byte[] payload = parameters.octets(Tlvs.MESSAGE_PAYLOAD);
        return payload == null ? new byte[0] : payload;
    }

    /** A receipt, or a note that a message is still under way: SMPP 3.4 §5.2.12. */
    boolean isMarkedAsReceipt() {
        int type = esmClass & TYPE;
        return type == 0x04 || type == 0x20;
    }

    boolean isPlain() {
        return (esmClass & TYPE) == 0;
    }

    boolean hasHeader() {
        return (esmClass & UDHI) != 0;
    }

    /** Without the numbers and the text. */
    @Override
    public String toString() {
        return "Delivery[" + octets.length + " octets]";
    }
}
