package io.trunkline.smsproxy.carrier;

import io.trunkline.kit.problem.ProblemType;

/** What can be wrong about a carrier account. */
public enum CarrierProblem implements ProblemType {
    UNKNOWN_CARRIER(422, "There is no such carrier account");

    private final int status;
    private final String title;

    CarrierProblem(int status, String title) {
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
