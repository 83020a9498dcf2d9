package io.trunkline.vouchers.batch;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which a batch can be refused. */
enum BatchProblem implements ProblemType {
    UNKNOWN_BATCH(404, "There is no such batch"),
    BATCH_ISSUED(409, "The codes of this batch have been handed out"),
    BATCH_BEING_ISSUED(409, "The codes of this batch are being made"),
    BATCH_VOIDED(409, "This batch has been voided"),
    BATCH_TOO_LARGE_TO_SHOW(409, "This batch has too many codes to be shown"),
    UNKNOWN_EXPORT(404, "There is no such export"),
    EXPORT_NOT_READY(409, "The codes of this batch are still being made"),
    EXPORT_DELETED(410, "The file of this export has been deleted"),
    BATCH_EXPIRED(410, "This batch has expired");

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
