package io.trunkline.vouchers.rating;

import io.trunkline.events.E164;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rates by prefix, for the longest match. Never changes.
 *
 * <p>Prefixes stand in a sorted array, as numbers whose digits are aligned to the left, so that a prefix comes directly before
 * what begins with it. A look-up is one binary search for what is not above the number; the longest match is that, or the
 * nearest of the prefixes that it begins with itself. A million prefixes take 20 MB, for rates that are equal are kept once.
 */
public final class RateTable {

    /** Knows no number. */
    public static final RateTable EMPTY = new Builder().build();

    private static final int LONGEST_PREFIX = 15;
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
    private static final int BITS_OF_A_DIGIT = 4;
    private static final int NONE = -1;

    private final long[] keys;
    /** For each prefix the longest other one that it begins with. */
    private final int[] parents;
    /** Where in the rates those of a prefix begin; one more than there are prefixes. */
    private final int[] firstRates;

    private final Rate[] rates;

    private RateTable(long[] keys, int[] parents, int[] firstRates, Rate[] rates) {
        this.keys = keys;
        this.parents = parents;
        this.firstRates = firstRates;
        this.rates = rates;
    }

    /** A rate that a number may have, and the prefix by which. */
    record Candidate(String prefix, Rate rate) {}

    /** All that could hold for a number, in the order in which they do: the longest prefix first. */
    List<Candidate> candidates(E164 number) {
        long key = key(number.number().substring(1));
        List<Candidate> candidates = new ArrayList<>();
        for (int place = floor(key); place != NONE; place = parents[place]) {
            if (isPrefix(keys[place], key)) {
                String prefix = text(keys[place]);
                for (int i = firstRates[place]; i < firstRates[place + 1]; i++) {
                    candidates.add(new Candidate(prefix, rates[i]));
                }
            }
        }
        return candidates;
    }

    /** How many prefixes it knows. */
    public int size() {
        return keys.length;
    }

    private int floor(long key) {
        int found = Arrays.binarySearch(keys, key);
        return found >= 0 ? found : -found - 2;
    }

    /** A digit is held as one more than it is, so that a prefix that ends in zeros differs from a shorter one. */
    private static long key(String digits) {
        if (!PREFIX.matcher(digits).matches()) {
            throw new IllegalArgumentException("must be 1 to 15 digits");
        }
        long key = 0;
        for (int i = 0; i < digits.length(); i++) {
            key = (key << BITS_OF_A_DIGIT) | (digits.charAt(i) - '0' + 1);
        }
        return key << (BITS_OF_A_DIGIT * (LONGEST_PREFIX - digits.length()));
    }

    private static String text(long key) {
        StringBuilder digits = new StringBuilder();
        for (int i = LONGEST_PREFIX - 1; i >= 0; i--) {
            int digit = (int) ((key >>> (i * BITS_OF_A_DIGIT)) & 0xF);
            if (digit > 0) {
                digits.append(digit - 1);
            }
        }
        return digits.toString();
    }

    private static boolean isPrefix(long prefix, long key) {
        int empty = Long.numberOfTrailingZeros(prefix) / BITS_OF_A_DIGIT * BITS_OF_A_DIGIT;
        return prefix >>> empty == key >>> empty;
    }

    /** Takes rates in the order of their prefixes, as texts are sorted. */
    public static final class Builder {

        private long[] keys = new long[64];
        private int[] parents = new int[64];
        private int[] firstRates = new int[64];
        private Rate[] rates = new Rate[64];
        private int prefixCount;
        private int rateCount;
        private final Deque<Integer> ancestors = new ArrayDeque<>();
        private final Map<Rate, Rate> known = new HashMap<>();

        /** @throws IllegalArgumentException if it is no prefix of 1 to 15 digits, or not at or after the one before */
        public Builder add(String prefix, Rate rate) {
            long key = key(prefix);
            if (prefixCount == 0 || keys[prefixCount - 1] < key) {
                addPrefix(key);
            } else if (keys[prefixCount - 1] > key) {
                throw new IllegalArgumentException("Prefixes are to come in their order");
            }
            if (rateCount == rates.length) {
                rates = Arrays.copyOf(rates, rateCount * 2);
            }
            Rate before = known.putIfAbsent(rate, rate);
            rates[rateCount++] = before == null ? rate : before;
            return this;
        }

        private void addPrefix(long key) {
            if (prefixCount == keys.length) {
                keys = Arrays.copyOf(keys, prefixCount * 2);
                parents = Arrays.copyOf(parents, prefixCount * 2);
                firstRates = Arrays.copyOf(firstRates, prefixCount * 2);
            }
            while (!ancestors.isEmpty() && !isPrefix(keys[ancestors.getLast()], key)) {
                ancestors.removeLast();
            }
            keys[prefixCount] = key;
            parents[prefixCount] = ancestors.isEmpty() ? NONE : ancestors.getLast();
            firstRates[prefixCount] = rateCount;
            ancestors.addLast(prefixCount++);
        }

        public RateTable build() {
            int[] first = Arrays.copyOf(firstRates, prefixCount + 1);
            first[prefixCount] = rateCount;
            Rate[] all = Arrays.copyOf(rates, rateCount);
            for (int i = 0; i < prefixCount; i++) {
                Arrays.sort(all, first[i], first[i + 1], Rate.PRECEDENCE);
            }
            return new RateTable(Arrays.copyOf(keys, prefixCount), Arrays.copyOf(parents, prefixCount), first, all);
        }
    }
}
