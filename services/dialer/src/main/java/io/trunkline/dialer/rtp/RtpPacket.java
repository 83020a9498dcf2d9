package io.trunkline.dialer.rtp;

import java.nio.ByteBuffer;

/**
 * A packet of RTP as it came (RFC 3550, 5.1). One object serves for all that one thread reads: nothing is allocated per
 * packet.
 */
final class RtpPacket {

    static final int HEADER = 12;

    private static final int VERSION = 2;
    private static final int WORD = 4;

    private ByteBuffer datagram = ByteBuffer.allocate(0);
    private int start;
    private int end;

    /** False if it is no RTP, or pretends to have more in it than it has. */
    boolean read(ByteBuffer received) {
        datagram = received;
        int first = received.position();
        int last = received.limit();
        if (last - first < HEADER || (received.get(first) & 0xFF) >> 6 != VERSION) {
            return false;
        }
        int flags = received.get(first) & 0xFF;
        start = first + HEADER + (flags & 0x0F) * WORD;
        end = last;
        boolean isExtended = (flags & 0x10) != 0;
        if (isExtended) {
            if (start + WORD > last) {
                return false;
            }
            start += WORD + (received.getShort(start + 2) & 0xFFFF) * WORD;
        }
        boolean isPadded = (flags & 0x20) != 0;
        if (isPadded) {
            int padding = received.get(last - 1) & 0xFF;
            if (padding == 0) {
                return false;
            }
            end -= padding;
        }
        return start <= end;
    }

    boolean isMarked() {
        return datagram.get(datagram.position() + 1) < 0;
    }

    int payloadType() {
        return datagram.get(datagram.position() + 1) & 0x7F;
    }

    int sequence() {
        return datagram.getShort(datagram.position() + 2) & 0xFFFF;
    }

    /** Of 32 bits, without a sign. */
    int timestamp() {
        return datagram.getInt(datagram.position() + 4);
    }

    int source() {
        return datagram.getInt(datagram.position() + 8);
    }

    int length() {
        return end - start;
    }

    byte payload(int index) {
        return datagram.get(start + index);
    }
}
