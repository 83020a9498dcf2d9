package io.trunkline.smsproxy.pool;

import io.trunkline.kit.problem.ProblemType;

/** What can stand in the way of a pool or a number. */
public enum PoolProblem implements ProblemType {
    POOL_NAME_TAKEN(409, "There is a pool of that name"),
    POOL_NOT_EMPTY(409, "There are numbers in this pool"),
    NUMBER_TAKEN(409, "This number is in a pool"),
    NUMBER_IN_USE(409, "A session uses this number"),
    UNKNOWN_POOL(422, "There is no such pool");

    private final int status;
    private final String title;

    PoolProblem(int status, String title) {
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
