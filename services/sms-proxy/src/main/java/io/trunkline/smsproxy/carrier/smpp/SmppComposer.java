package io.trunkline.smsproxy.carrier.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUByteBuffer;

/** jSMPP holds a password to the 8 characters of SMPP 3.4 §4.1.1; many centres want longer ones. */
final class SmppComposer extends DefaultComposer {

    @Override
    public byte[] bind(
            int commandId,
            int sequenceNumber,
            String systemId,
            String password,
            String systemType,
            byte interfaceVersion,
            byte addrTon,
            byte addrNpi,
            String addressRange) {
        PDUByteBuffer pdu = new PDUByteBuffer(commandId, SMPPConstant.STAT_ESME_ROK, sequenceNumber);
        pdu.append(systemId);
        pdu.append(password);
        pdu.append(systemType);
        pdu.append(interfaceVersion);
        pdu.append(addrTon);
        pdu.append(addrNpi);
        pdu.append(addressRange);
        return pdu.toBytes();
    }
}
