package io.trunkline.dialer.rtp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** An even port for RTP, and the next one for RTCP (RFC 3550, 11). */
record PortPair(DatagramChannel rtp, DatagramChannel rtcp, int port) {

    /** @throws BindException if one of them is taken */
    static PortPair open(InetAddress local, int port) throws IOException {
        DatagramChannel rtp = bound(local, port);
        try {
            return new PortPair(rtp, bound(local, port + 1), port);
        } catch (IOException taken) {
            rtp.close();
            throw taken;
        }
    }

    /** Not connected: it has to hear a far end that sends from elsewhere, and must not fail when a port there is closed. */
    private static DatagramChannel bound(InetAddress local, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local, port));
            return channel;
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    void close() throws IOException {
        rtp.close();
        rtcp.close();
    }
}
