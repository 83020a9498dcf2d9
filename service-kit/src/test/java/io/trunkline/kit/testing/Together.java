package io.trunkline.kit.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls of many clients at the same moment. */
public final class Together {

    private Together() {}

    /** Each client has a thread of its own; all start when the last is ready. Answers are in the order of the clients. */
    public static <T> List<T> call(int clients, IntFunction<T> call) {
        CountDownLatch ready = new CountDownLatch(clients);
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                calls.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.apply(client);
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : calls) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        }
    }
}
