package io.trunkline.dialer.sip;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jboss.logging.Logger;

/** SIP over UDP: one socket, which sends and receives (RFC 3581), on one event loop. */
public final class UdpTransport implements SipTransport, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UdpTransport.class);
    /** What the kernel keeps while the loop is busy: a second of 1,000 calls. It may grant less. */
    private static final int KERNEL_BUFFER = 4 << 20;

    private final Channel channel;

    private UdpTransport(Channel channel) {
        this.channel = channel;
    }

    /** Takes a datagram, on the event loop. */
    @FunctionalInterface
    public interface Receiver {

        void received(byte[] datagram, InetSocketAddress from);
    }

    /**
     * Opens the socket. Nothing is read from it before {@link #deliverTo}. Waits, and is therefore not for the event loop.
     *
     * @param kind of channel that the event loop can serve
     * @param place an address of this machine by which far ends can reach it, not the one that stands for all
     */
    public static UdpTransport open(EventLoop loop, Class<? extends DatagramChannel> kind, InetSocketAddress place) {
        if (place.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException("Far ends cannot send to " + place.getAddress());
        }
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(kind)
                .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
                // Of its own: by default the size of a buffer for one datagram would cut longer ones off.
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SipMessage.LARGEST))
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(place)
                .syncUninterruptibly()
                .channel();
        return new UdpTransport(channel);
    }

    /** From now on what comes in goes there. */
    public void deliverTo(Receiver receiver) {
        channel.pipeline().addLast(new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
                receiver.received(ByteBufUtil.getBytes(packet.content()), packet.sender());
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                // Such as an ICMP message about somebody else's datagram: the socket goes on.
                LOG.debug("The socket of SIP reports a failure", failure);
            }
        });
        channel.config().setAutoRead(true);
    }

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Drops what the kernel does not take: it is sent again. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(byte[] message, InetSocketAddress to) {
        if (channel.isWritable()) {
            channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), to));
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
