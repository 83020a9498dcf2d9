package io.trunkline.sessions.signup;

import io.trunkline.kit.problem.ProblemType;

/** Ways to be refused that signing up has. */
enum SignUpProblem implements ProblemType {
    UNKNOWN_SIGN_UP(404, "There is no such sign-up"),
    WRONG_CODE(422, "This is not the code"),
    SIGN_UP_OVER(410, "This sign-up is over");

    private final int status;
    private final String title;

    SignUpProblem(int status, String title) {
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
