package io.trunkline.vouchers.batch;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which a batch can be refused. */
enum BatchProblem implements ProblemType {
    UNKNOWN_BATCH(404, "There is no such batch"),
    BATCH_ISSUED(409, "The codes of this batch have been handed out"),
    BATCH_EXPIRED(410, "This batch has expired before it was issued");

    private final int status;
    private final String title;

    BatchProblem(int status, String title) {
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
