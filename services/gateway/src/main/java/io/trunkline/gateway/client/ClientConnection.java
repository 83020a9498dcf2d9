package io.trunkline.gateway.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.trunkline.kit.address.ClientAddresses;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Problem;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: who is at its other end, and how long the head of a request has been on its way.
 *
 * <p>It stands in front of the HTTP decoder, since a head that never becomes complete is not seen by anything behind it. The
 * time is looked at by a timer that re-arms itself, so a request that arrives in time costs two assignments. Everything here
 * happens on the connection's event loop.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<ClientConnection> KEY = AttributeKey.valueOf(ClientConnection.class, "client");

    private static final Duration LATE_PATIENCE = Duration.ofSeconds(10);

    private final InetAddress peer;
    private final String peerText;
    private final InetAddress rateKey;
    private final long patience;
    private final LongSupplier nanoTime;

    /** 0 while no head is on its way. */
    private long headSince;

    private boolean underWay;
    private @Nullable ScheduledFuture<?> timer;

    private ClientConnection(SocketAddress peer, Duration patience, LongSupplier nanoTime) {
        this.peer = peer instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
        this.peerText = this.peer.getHostAddress();
        this.rateKey = ClientAddresses.subscriber(this.peer);
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Watches a new connection. */
    static ClientConnection watch(Channel channel, Duration patience, LongSupplier nanoTime) {
        ClientConnection connection = new ClientConnection(channel.remoteAddress(), patience, nanoTime);
        channel.attr(KEY).set(connection);
        channel.pipeline().addFirst(connection);
        return connection;
    }

    /** The connection that a request came by. */
    public static ClientConnection of(HttpConnection connection) {
        Channel channel = ((HttpServerConnection) connection).channel();
        ClientConnection known = channel.attr(KEY).get();
        // Only where Netty's extensions were settled before we could ask for ours: then the first head goes unwatched.
        return known == null ? watch(channel, LATE_PATIENCE, System::nanoTime) : known;
    }

    public InetAddress peer() {
        return peer;
    }

    /** The peer's address as text. */
    public String peerText() {
        return peerText;
    }

    /** What the peer's rate is counted by. */
    public InetAddress rateKey() {
        return rateKey;
    }

    /** The head is complete: from here on other time limits hold. */
    public void requestBegins() {
        underWay = true;
        headSince = 0;
    }

    /** The answer is out; the next head may come. */
    public void requestEnds() {
        underWay = false;
        headSince = 0;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        arm(channel, patience);
        channel.fireChannelActive();
    }

    /** The channel may be active before this handler is in its pipeline. */
    @Override
    public void handlerAdded(ChannelHandlerContext channel) {
        if (channel.channel().isActive()) {
            arm(channel, patience);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
        if (!underWay && headSince == 0) {
            headSince = nanoTime.getAsLong();
        }
        channel.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        if (timer != null) {
            timer.cancel(false);
        }
        channel.fireChannelInactive();
    }

    private void arm(ChannelHandlerContext channel, long nanos) {
        if (timer == null || timer.isDone()) {
            timer = channel.executor().schedule(() -> look(channel), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext channel) {
        timer = null;
        long left = patience - (nanoTime.getAsLong() - headSince);
        if (headSince == 0) {
            arm(channel, patience);
        } else if (left > 0) {
            arm(channel, left);
        } else {
            cutOff(channel);
        }
    }

    /** RFC 9110 §15.5.9. Written below the encoder, which knows of no request that this could answer. */
    private static void cutOff(ChannelHandlerContext channel) {
        String body = Problem.of(KitProblem.TIMEOUT, "The head of the request did not arrive in time", "/")
                .toJson();
        String answer = "HTTP/1.1 408 Request Timeout\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
        channel.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
