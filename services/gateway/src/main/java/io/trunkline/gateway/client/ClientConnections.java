package io.trunkline.gateway.client;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.trunkline.gateway.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ClientConnection} in front of every connection that is accepted. Neither Quarkus nor Vert.x lets an
 * application do that; Netty does, for extensions that it finds as a service once its property says so. That property is read
 * when the first channel is made, so this comes before everything else that starts.
 */
@ApplicationScoped
class ClientConnections {

    /** Whose connections are watched, and how. Static, because Netty makes the extension itself. */
    private record Watched(EventLoopGroup acceptors, Duration patience) {}

    private static volatile @Nullable Watched watched;

    void start(@Observes @Priority(0) StartupEvent event, Vertx vertx, GatewayConfig config) {
        watched = new Watched(
                ((VertxInternal) vertx).getAcceptorEventLoopGroup(),
                config.timeouts().head());
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** What the edge does for the public port. */
    void guardManagement(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(ClientConnections::pass);
    }

    private static void pass(RoutingContext routing) {
        ClientConnection client = ClientConnection.of(routing.request().connection());
        client.requestBegins();
        routing.addEndHandler(ended -> client.requestEnds());
        routing.next();
    }

    /** What Netty finds; see {@code META-INF/services}. */
    public static final class Watch extends ChannelInitializerExtension {

        @Override
        public void postInitializeServerChildChannel(Channel channel) {
            Watched ours = watched;
            if (ours != null && channel.parent().eventLoop().parent() == ours.acceptors()) {
                ClientConnection.watch(channel, ours.patience(), System::nanoTime);
            }
        }
    }
}
