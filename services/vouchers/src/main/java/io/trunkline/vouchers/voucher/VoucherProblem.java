package io.trunkline.vouchers.voucher;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which a code can be refused. */
enum VoucherProblem implements ProblemType {
    UNKNOWN_VOUCHER(404, "There is no such voucher"),
    MISTYPED_VOUCHER(404, "The code has been mistyped"),
    VOUCHER_SPENT(409, "This voucher has been used"),
    VOUCHER_EXPIRED(410, "This voucher has expired"),
    VOUCHER_VOIDED(410, "This voucher has been voided"),
    VOUCHER_NOT_YET_VALID(409, "This voucher cannot be used yet"),
    ACCOUNT_LIMIT(409, "This account has used as many vouchers of this series as one account may"),
    ACCOUNT_CLOSED(403, "This account is closed"),
    TOO_MANY_UNKNOWN_VOUCHERS(429, "Too many codes that do not exist"),
    VOUCHER_NOT_READY(503, "The voucher cannot be used at this moment");

    private final int status;
    private final String title;

    VoucherProblem(int status, String title) {
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
