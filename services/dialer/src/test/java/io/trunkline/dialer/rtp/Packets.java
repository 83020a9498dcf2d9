package io.trunkline.dialer.rtp;

import java.nio.ByteBuffer;

/** Packets of RTP as they come. */
final class Packets {

    private Packets() {}

    static RtpPacket packet(int type, int sequence, int timestamp, int... payload) {
        ByteBuffer datagram = ByteBuffer.allocate(RtpPacket.HEADER + payload.length);
        datagram.put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(77);
        for (int value : payload) {
            datagram.put((byte) value);
        }
        RtpPacket packet = new RtpPacket();
        if (!packet.read(datagram.flip())) {
            throw new AssertionError("No packet");
        }
        return packet;
    }
}
