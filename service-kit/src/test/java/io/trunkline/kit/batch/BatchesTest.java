package io.trunkline.kit.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.trunkline.kit.problem.Refused;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    /** What was written, a list for each commit. */
    private final List<List<Integer>> written = new ArrayList<>();

    private final Queue<UniEmitter<? super List<String>>> commits = new ArrayDeque<>();

    private Batches<Integer, String> batches(int largest, int waiting) {
        return new Batches<>(largest, waiting, items -> {
            written.add(items);
            return Uni.createFrom().<List<String>>emitter(commits::add);
        });
    }

    private void commit() {
        List<Integer> items = written.get(written.size() - 1);
        commits.remove().complete(items.stream().map(item -> "done " + item).toList());
    }

    private void fail(Throwable failure) {
        commits.remove().fail(failure);
    }

    private static CompletableFuture<String> add(Batches<Integer, String> batches, int item) {
        return batches.add(item).subscribeAsCompletionStage();
    }

    private static PgException refusal(String state) {
        return new PgException("refused", "ERROR", state, "");
    }

    @Test
    void oneAloneIsWrittenAtOnce() {
        CompletableFuture<String> one = add(batches(10, 10), 1);

        assertThat(written).containsExactly(List.of(1));
        assertThat(one).isNotDone();
        commit();
        assertThat(one).isCompletedWithValue("done 1");
    }

    @Test
    void whatComesDuringACommitSharesTheNext() {
        Batches<Integer, String> batches = batches(3, 10);
        List<CompletableFuture<String>> results =
                IntStream.rangeClosed(1, 6).mapToObj(item -> add(batches, item)).toList();

        commit();
        commit();
        commit();

        assertThat(written).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
        assertThat(results).allSatisfy(result -> assertThat(result).isCompleted());
        assertThat(results.getLast()).isCompletedWithValue("done 6");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        Batches<Integer, String> batches = batches(1, 2);
        List<CompletableFuture<String>> taken =
                IntStream.rangeClosed(1, 3).mapToObj(item -> add(batches, item)).toList();

        assertThat(taken).noneMatch(CompletableFuture::isDone);
        assertThatThrownBy(() -> add(batches, 4).join()).hasCauseInstanceOf(Refused.class);
        assertThat(written).hasSize(1);
    }

    @Test
    void badDataFailsAloneAndItsNeighboursAreWritten() {
        Batches<Integer, String> batches = batches(10, 10);
        CompletableFuture<String> first = add(batches, 1);
        List<CompletableFuture<String>> results =
                IntStream.rangeClosed(2, 4).mapToObj(item -> add(batches, item)).toList();
        commit();

        fail(refusal("22021"));
        commit();
        fail(refusal("22021"));
        commit();

        assertThat(written).containsExactly(List.of(1), List.of(2, 3, 4), List.of(2), List.of(3), List.of(4));
        assertThat(first).isCompletedWithValue("done 1");
        assertThat(results.get(0)).isCompletedWithValue("done 2");
        assertThat(results.get(1)).isCompletedExceptionally();
        assertThat(results.get(2)).isCompletedWithValue("done 4");
    }

    @Test
    void aDatabaseThatIsAwayFailsTheBatchAndTheNextIsTried() {
        Batches<Integer, String> batches = batches(10, 10);
        CompletableFuture<String> one = add(batches, 1);
        CompletableFuture<String> two = add(batches, 2);

        fail(new java.io.IOException("away"));
        commit();

        assertThat(one).isCompletedExceptionally();
        assertThat(two).isCompletedWithValue("done 2");
    }
}
