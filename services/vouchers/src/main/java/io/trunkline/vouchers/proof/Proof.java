package io.trunkline.vouchers.proof;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** Goes through seals, and computes each anew from what the journal says. */
@ApplicationScoped
class Proof {

    private final SealRepository seals;

    Proof(SealRepository seals) {
        this.seals = seals;
    }

    /** @param most seals to go through at once */
    Uni<ProofView> check(long after, int most) {
        return Uni.combine()
                .all()
                .unis(seals.numbered(after), seals.after(after, most), seals.last())
                .withUni((before, some, head) ->
                        check(before, some).map(broken -> ProofView.of(after, some, broken, head)));
    }

    /** The numbers of those that do not hold. */
    private Uni<List<Long>> check(Seal before, List<Seal> some) {
        return Multi.createFrom()
                .iterable(IntStream.range(0, some.size()).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(i -> holds(i == 0 ? before : some.get(i - 1), some.get(i))
                        .map(holds -> holds ? 0L : some.get(i).number()))
                .filter(number -> number > 0)
                .collect()
                .asList();
    }

    private Uni<Boolean> holds(Seal before, Seal seal) {
        return seals.coveredBy(seal, before).map(entries -> seal.covers(before, entries));
    }
}
