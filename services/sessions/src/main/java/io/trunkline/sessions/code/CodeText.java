package io.trunkline.sessions.code;

/** The texts that go out. Each fits one SMS: 160 characters of the GSM alphabet. */
public final class CodeText {

    private CodeText() {}

    static String code(CodePurpose purpose, OneTimeCode code, long minutes) {
        String what =
                switch (purpose) {
                    case SIGN_UP -> "sign-up code";
                    case SIGN_IN -> "sign-in code";
                };
        return "Trunkline: %s is your %s. It is valid for %d minutes. Never tell it to anybody."
                .formatted(code.digits(), what, minutes);
    }

    /** For who signs up with a phone that has an account already: nobody else learns of it. */
    static String accountExists() {
        return "Trunkline: somebody wants to sign up with your number. You have an account already: just sign in. "
                + "If it was not you, do nothing.";
    }
}
