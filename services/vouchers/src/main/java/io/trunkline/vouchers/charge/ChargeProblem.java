package io.trunkline.vouchers.charge;

import io.trunkline.kit.problem.ProblemType;

/** What can stand in the way of a charge. */
enum ChargeProblem implements ProblemType {
    INSUFFICIENT_CREDIT(402, "There is not enough credit"),
    REFERENCE_REUSED(422, "The reference belongs to another booking"),
    HOLD_SETTLED(409, "Nothing is held any more"),
    BALANCE_TOO_HIGH(409, "The balance would be more than can be counted");

    private final int status;
    private final String title;

    ChargeProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
