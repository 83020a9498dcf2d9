package io.trunkline.sessions.code;

import java.util.random.RandomGenerator;

/** Six digits that prove a phone. */
public record OneTimeCode(String digits) {

    /** What a code looks like, for the check of requests. */
    public static final String FORM = "[0-9]{6}";

    private static final int BOUND = 1_000_000;

    static OneTimeCode random(RandomGenerator random) {
        return new OneTimeCode("%06d".formatted(random.nextInt(BOUND)));
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "OneTimeCode";
    }
}
