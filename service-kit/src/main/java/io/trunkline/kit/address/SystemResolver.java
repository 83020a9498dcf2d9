package io.trunkline.kit.address;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the system's resolver, which blocks for as long as a name server is silent: on threads of its own. A name is asked for
 * once at a time, so that one with a dead name server holds one thread, however many wait for it.
 */
@DefaultBean
@ApplicationScoped
class SystemResolver implements NameResolver {

    private static final int THREADS = 16;

    private final WorkerExecutor threads;
    private final Map<String, Uni<List<InetAddress>>> asking = new ConcurrentHashMap<>();

    SystemResolver(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("names", THREADS);
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom().deferred(() -> asking.computeIfAbsent(host, this::ask));
    }

    private Uni<List<InetAddress>> ask(String host) {
        return Uni.createFrom()
                .completionStage(() -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
                        .toCompletionStage())
                .onTermination()
                .invoke(() -> asking.remove(host))
                .memoize()
                .indefinitely();
    }
}
