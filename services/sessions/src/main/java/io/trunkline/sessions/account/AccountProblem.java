package io.trunkline.sessions.account;

import io.trunkline.kit.problem.ProblemType;

/** Ways to be refused that accounts have. */
public enum AccountProblem implements ProblemType {
    PHONE_TAKEN(409, "There is an account with this phone number"),
    LAST_ADMIN(409, "There must be an administrator"),
    WRONG_PASSWORD(422, "This is not the current password"),
    ACCOUNT_DEACTIVATED(409, "The account is deactivated");

    private final int status;
    private final String title;

    AccountProblem(int status, String title) {
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
