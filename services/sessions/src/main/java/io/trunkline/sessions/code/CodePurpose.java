package io.trunkline.sessions.code;

/** What a code is for: one for signing up does not sign in. */
public enum CodePurpose {
    SIGN_UP,
    SIGN_IN
}
