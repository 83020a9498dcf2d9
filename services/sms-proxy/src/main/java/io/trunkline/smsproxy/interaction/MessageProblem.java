package io.trunkline.smsproxy.interaction;

import io.trunkline.kit.problem.ProblemType;

/** What can stand in the way of a message of the owner's. */
enum MessageProblem implements ProblemType {
    NOT_YOUR_NUMBER(422, "You have no such number"),
    OPTED_OUT(409, "This person wants no messages from you");

    private final int status;
    private final String title;

    MessageProblem(int status, String title) {
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
