package io.trunkline.smsproxy.relay;

import io.trunkline.smsproxy.Rows;

/** What an owner is asked about a message. */
enum Question {
    /** Whether it may be passed on. */
    INTERCEPT,
    /** What is done about one from outside of sessions. */
    OUT_OF_SESSION;

    /** The purpose of the webhook. */
    String purpose() {
        return Rows.text(this);
    }
}
