package io.trunkline.smsproxy.customer;

import io.trunkline.kit.problem.ProblemType;

/** What can stand in the way of an endpoint. */
public enum CustomerProblem implements ProblemType {
    UNKNOWN_PURPOSE(404, "Nobody is called for that"),
    UNKNOWN_ENDPOINT(404, "You have no such endpoint");

    private final int status;
    private final String title;

    CustomerProblem(int status, String title) {
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
