package io.trunkline.local.process;

/** How a program is asked to end in order. */
public enum Signal {
    /** What most programs understand. */
    TERM,
    /** What PostgreSQL takes for a fast shutdown; at SIGTERM it waits for its clients to leave. */
    INT
}
