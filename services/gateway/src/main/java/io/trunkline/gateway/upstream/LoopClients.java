package io.trunkline.gateway.upstream;

import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;

/**
 * A client, and so a pool of connections, for each event loop. A pool that event loops share hands connections of one to
 * another: then every step of a request is a task for another thread, which costs more than the request itself.
 */
final class LoopClients {

    private final FastThreadLocal<HttpClient> clients;

    /** The bounds are for all event loops together; each gets its share, and at least one. */
    LoopClients(Vertx vertx, HttpClientOptions options, PoolOptions bounds) {
        PoolOptions share = new PoolOptions(bounds)
                .setHttp1MaxSize(share(vertx, bounds.getHttp1MaxSize()))
                .setMaxWaitQueueSize(share(vertx, bounds.getMaxWaitQueueSize()));
        this.clients = new FastThreadLocal<>() {
            @Override
            protected HttpClient initialValue() {
                return vertx.createHttpClient(options, share);
            }
        };
    }

    private static int share(Vertx vertx, int whole) {
        int loops = ((MultithreadEventLoopGroup) ((VertxInternal) vertx).getEventLoopGroup()).executorCount();
        return (whole + loops - 1) / loops;
    }

    HttpClient here() {
        return clients.get();
    }
}
