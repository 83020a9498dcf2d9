package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.smpp.InFlight.Answer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jsmpp.PDUReader;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs, and trusts nothing: jSMPP would allocate whatever command_length says, and lose its place in the stream if a
 * time-out comes in the middle of a header. After either there is nothing to be made of the stream, so the link ends.
 *
 * <p>Takes answers out of the stream itself. jSMPP would queue them behind the messages that come in, where they could be late
 * though they were in time, and a healthy link be given up, whenever messages are slow to store.
 */
final class SmppReader implements PDUReader {

    private static final int HEADER = SMPPConstant.PDU_HEADER_LENGTH;
    private static final int LONGEST = 64 * 1024;

    private final InFlight inFlight;
    private Consumer<Command> probes = probe -> {};
    private volatile int bindStatus;

    SmppReader(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** Before the link is opened: who gets each enquire_link_resp. */
    void setProbes(Consumer<Command> probes) {
        this.probes = probes;
    }

    /** The next header that is jSMPP's business. A time-out between two PDUs is silence, for which jSMPP probes the link. */
    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        Command header = readHeader(in);
        while (isAnswer(header.getCommandId())) {
            takeAnswer(header, readPDU(in, header));
            header = readHeader(in);
        }
        note(header);
        return header;
    }

    private static boolean isAnswer(int commandId) {
        return commandId == SMPPConstant.CID_SUBMIT_SM_RESP || commandId == SMPPConstant.CID_ENQUIRE_LINK_RESP;
    }

    private void note(Command header) {
        switch (header.getCommandId()) {
            case SMPPConstant.CID_GENERIC_NACK ->
                inFlight.complete(header.getSequenceNumber(), new Answer(refusal(header.getCommandStatus()), ""));
            case SMPPConstant.CID_BIND_TRANSCEIVER_RESP,
                    SMPPConstant.CID_BIND_TRANSMITTER_RESP,
                    SMPPConstant.CID_BIND_RECEIVER_RESP -> bindStatus = header.getCommandStatus();
            default -> {}
        }
    }

    /** What the centre has said to the bind; 0 before it has. */
    int bindStatus() {
        return bindStatus;
    }

    /** A generic_nack is never a "yes", whatever its command_status: SMPP 3.4 §4.3. */
    private static int refusal(int status) {
        return status == SmppFailures.ESME_ROK ? SMPPConstant.STAT_ESME_RUNKNOWNERR : status;
    }

    private void takeAnswer(Command header, byte[] pdu) {
        if (header.getCommandId() == SMPPConstant.CID_ENQUIRE_LINK_RESP) {
            probes.accept(header);
            return;
        }
        inFlight.complete(header.getSequenceNumber(), new Answer(header.getCommandStatus(), messageId(pdu)));
    }

    /** Up to the null; a refusal has no body at all (SMPP 3.4 §4.4.2). */
    private static String messageId(byte[] pdu) {
        int end = HEADER;
        while (end < pdu.length && pdu[end] != 0) {
            end++;
        }
        return new String(pdu, HEADER, end - HEADER, StandardCharsets.ISO_8859_1);
    }

    private static Command readHeader(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        byte[] octets = new byte[HEADER];
        octets[0] = (byte) first;
        readWhole(in, octets, 1);
        ByteBuffer fields = ByteBuffer.wrap(octets);
        Command header = new Command();
        header.setCommandLength(fields.getInt());
        header.setCommandId(fields.getInt());
        header.setCommandStatus(fields.getInt());
        header.setSequenceNumber(fields.getInt());
        if (header.getCommandLength() < HEADER || header.getCommandLength() > LONGEST) {
            throw new IOException("A PDU of " + Integer.toUnsignedString(header.getCommandLength()) + " octets");
        }
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        return readPDU(
                in,
                header.getCommandLength(),
                header.getCommandId(),
                header.getCommandStatus(),
                header.getSequenceNumber());
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequence) throws IOException {
        byte[] pdu = new byte[length];
        ByteBuffer.wrap(pdu).putInt(length).putInt(id).putInt(status).putInt(sequence);
        readWhole(in, pdu, HEADER);
        return Repair.of(id, pdu);
    }

    private static void readWhole(DataInputStream in, byte[] octets, int from) throws IOException {
        try {
            in.readFully(octets, from, octets.length - from);
        } catch (SocketTimeoutException halfway) {
            throw new IOException("The rest of a PDU does not come", halfway);
        }
    }
}
