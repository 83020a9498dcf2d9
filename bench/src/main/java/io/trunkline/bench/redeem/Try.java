package io.trunkline.bench.redeem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Somebody wants to redeem a code, and asks until he is answered.
 *
 * @param number from 0 on
 * @param key the Idempotency-Key of all his requests
 */
record Try(int number, UUID account, String code, UUID key) {

    /** Who want the same code come within so many tries of each other: many of them really meet. */
    private static final int NEIGHBOURHOOD = 500;

    /** Each code as often as it is wanted, each time by somebody else, in random order. */
    static List<Try> of(List<String> codes, int rivals, List<UUID> accounts, Random random) {
        List<String> wanted = new ArrayList<>(codes);
        Collections.shuffle(wanted, random);
        List<String> order = new ArrayList<>(wanted.stream()
                .flatMap(code -> Collections.nCopies(rivals, code).stream())
                .toList());
        for (int start = 0; start < order.size(); start += NEIGHBOURHOOD) {
            Collections.shuffle(order.subList(start, Math.min(start + NEIGHBOURHOOD, order.size())), random);
        }
        // Accounts follow each other in a circle that is longer than a neighbourhood: no two tries for a code have the
        // same.
        List<UUID> circle = new ArrayList<>(accounts);
        Collections.shuffle(circle, random);
        return IntStream.range(0, order.size())
                .mapToObj(number ->
                        new Try(number, circle.get(number % circle.size()), order.get(number), UUID.randomUUID()))
                .toList();
    }
}
