package io.trunkline.sessions;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several callers that start at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** The results of all. */
    public static <T> List<T> times(int callers, Callable<T> call) {
        return all(IntStream.range(0, callers).mapToObj(caller -> call).toList());
    }

    public static <T> List<T> all(List<Callable<T>> calls) {
        CountDownLatch ready = new CountDownLatch(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = calls.stream()
                    .map(call -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            return results.stream().map(AtOnce::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        }
    }
}
