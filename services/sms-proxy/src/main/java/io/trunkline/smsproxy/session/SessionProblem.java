package io.trunkline.smsproxy.session;

import io.trunkline.kit.problem.ProblemType;

/** What can stand in the way of a session. */
public enum SessionProblem implements ProblemType {
    NO_NUMBER_FREE(409, "No virtual number is free for these people"),
    SESSION_OVER(409, "This session is over"),
    SESSION_OPEN(409, "This session is open"),
    ALREADY_IN_SESSION(409, "This person is in the session"),
    SESSION_FULL(409, "This session is full");

    private final int status;
    private final String title;

    SessionProblem(int status, String title) {
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
