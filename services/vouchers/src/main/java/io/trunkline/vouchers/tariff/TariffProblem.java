package io.trunkline.vouchers.tariff;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which something about tariffs and prices can be refused. */
enum TariffProblem implements ProblemType {
    UNKNOWN_TARIFF(404, "There is no such tariff"),
    UNKNOWN_VERSION(404, "This tariff has no such version"),
    VERSION_PUBLISHED(409, "This version has been published, and stays as it is"),
    VERSION_EMPTY(409, "This version has no rates"),
    VERSION_FULL(409, "This version would have too many rates"),
    TOO_MANY_DIFFERENT_RATES(409, "The rates of this version differ too much"),
    PUBLICATION_TAKEN(409, "Another version begins at this moment"),
    NO_TARIFF(404, "Nobody has said yet what this account pays"),
    UNKNOWN_DESTINATION(404, "There is no price for this number"),
    BLOCKED_DESTINATION(409, "This number cannot be called");

    private final int status;
    private final String title;

    TariffProblem(int status, String title) {
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
