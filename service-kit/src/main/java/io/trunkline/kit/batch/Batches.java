package io.trunkline.kit.batch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Group commit: what arrives while a batch is being written goes out together in the next one. So one item alone waits for
 * nothing, and under load a commit is shared by many.
 *
 * <p>One batch is written at a time, in the order of arrival. An item that the database refuses (SQLSTATE classes 22 and 23)
 * does not take its neighbours with it: the batch is then written item by item. Items are not withdrawn when a caller hangs up.
 */
public final class Batches<T, R> {

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final int largest;
    private final int mostWaiting;
    private final Function<List<T>, Uni<List<R>>> write;
    private final Queue<Entry<T, R>> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * @param largest items of one batch
     * @param mostWaiting items that may wait; more are refused with 503
     * @param write makes a batch durable, and gives a result for each of its items in their order
     */
    public Batches(int largest, int mostWaiting, Function<List<T>, Uni<List<R>>> write) {
        this.largest = largest;
        this.mostWaiting = mostWaiting;
        this.write = write;
    }

    private record Entry<T, R>(T item, UniEmitter<? super R> emitter) {}

    /** Completes when the item is durable. */
    public Uni<R> add(T item) {
        return Uni.createFrom().emitter(emitter -> add(new Entry<>(item, emitter)));
    }

    private void add(Entry<T, R> entry) {
        List<Entry<T, R>> batch;
        synchronized (waiting) {
            if (waiting.size() >= mostWaiting) {
                batch = null;
            } else {
                waiting.add(entry);
                batch = writing ? List.of() : take();
            }
        }
        if (batch == null) {
            entry.emitter()
                    .fail(Refused.forNow(KitProblem.UNAVAILABLE, "Too much is waiting to be written", COME_BACK));
        } else {
            write(batch);
        }
    }

    /** The caller holds the lock. */
    private List<Entry<T, R>> take() {
        List<Entry<T, R>> batch = new ArrayList<>(Math.min(largest, waiting.size()));
        while (batch.size() < largest && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        writing = !batch.isEmpty();
        return batch;
    }

    private void write(List<Entry<T, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Uni.createFrom()
                .deferred(() -> write.apply(batch.stream().map(Entry::item).toList()))
                .subscribe()
                .with(results -> written(batch, results), failure -> failed(batch, failure));
    }

    private void written(List<Entry<T, R>> batch, List<R> results) {
        next();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter().complete(results.get(i));
        }
    }

    private void failed(List<Entry<T, R>> batch, Throwable failure) {
        if (batch.size() > 1 && isTheDatasFault(failure)) {
            oneByOne(batch, 0);
        } else {
            next();
            batch.forEach(entry -> entry.emitter().fail(failure));
        }
    }

    private void oneByOne(List<Entry<T, R>> batch, int index) {
        if (index == batch.size()) {
            next();
            return;
        }
        Entry<T, R> entry = batch.get(index);
        Uni.createFrom()
                .deferred(() -> write.apply(List.of(entry.item())))
                .onTermination()
                .invoke(() -> oneByOne(batch, index + 1))
                .subscribe()
                .with(results -> entry.emitter().complete(results.getFirst()), entry.emitter()::fail);
    }

    private void next() {
        List<Entry<T, R>> batch;
        synchronized (waiting) {
            batch = take();
        }
        write(batch);
    }

    private static boolean isTheDatasFault(Throwable failure) {
        return failure instanceof PgException refused
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }
}
