package io.trunkline.smsproxy.carrier.smpp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameters;

/**
 * Takes out of a deliver_sm or data_sm what jSMPP would stumble over: optional parameters of the wrong length, and octets after
 * the last one. It would never answer such a message, and the centre would send it again for ever.
 */
final class Repair {

    private static final int TLV_HEADER = 4;

    private Repair() {}

    /** @throws IOException if not even the mandatory fields can be read */
    static byte[] of(int commandId, byte[] pdu) throws IOException {
        return switch (commandId) {
            case SMPPConstant.CID_DELIVER_SM, SMPPConstant.CID_DATA_SM -> repaired(commandId, pdu);
            default -> pdu;
        };
    }

    private static byte[] repaired(int commandId, byte[] pdu) throws IOException {
        int parameters = endOfFields(commandId, pdu);
        if (parameters == pdu.length) {
            return pdu;
        }
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        sound.write(pdu, 0, parameters);
        copySound(pdu, parameters, sound);
        if (sound.size() == pdu.length) {
            return pdu;
        }
        byte[] repaired = sound.toByteArray();
        ByteBuffer.wrap(repaired).putInt(repaired.length);
        return repaired;
    }

    /** SMPP 3.4 §4.6.1, §4.7.1. */
    private static int endOfFields(int commandId, byte[] pdu) throws IOException {
        try {
            int serviceType = SMPPConstant.PDU_HEADER_LENGTH;
            int source = afterString(pdu, serviceType) + 2;
            int destination = afterString(pdu, source) + 2;
            int esmClass = afterString(pdu, destination);
            int end = commandId == SMPPConstant.CID_DATA_SM ? esmClass + 3 : endOfShortMessage(pdu, esmClass);
            return checked(end, pdu);
        } catch (IndexOutOfBoundsException cut) {
            throw new IOException("A PDU ends within its fields", cut);
        }
    }

    private static int endOfShortMessage(byte[] pdu, int esmClass) {
        int schedule = esmClass + 3;
        int validity = afterString(pdu, schedule);
        int length = afterString(pdu, validity) + 4;
        return length + 1 + (pdu[length] & 0xff);
    }

    private static int afterString(byte[] pdu, int start) {
        int end = start;
        while (pdu[end] != 0) {
            end++;
        }
        return end + 1;
    }

    private static int checked(int end, byte[] pdu) {
        if (end > pdu.length) {
            throw new IndexOutOfBoundsException(end);
        }
        return end;
    }

    private static void copySound(byte[] pdu, int start, ByteArrayOutputStream sound) {
        ByteBuffer octets = ByteBuffer.wrap(pdu);
        int next = start;
        while (next + TLV_HEADER <= pdu.length) {
            int parameter = next;
            int value = parameter + TLV_HEADER;
            next = value + (octets.getShort(parameter + 2) & 0xffff);
            // jSMPP takes the length for a signed number.
            if (next - value > Short.MAX_VALUE || next > pdu.length) {
                return;
            }
            if (isReadable(octets.getShort(parameter), Arrays.copyOfRange(pdu, value, next))) {
                sound.write(pdu, parameter, next - parameter);
            }
        }
    }

    private static boolean isReadable(short tag, byte[] value) {
        try {
            OptionalParameters.deserialize(tag, value);
            return true;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
