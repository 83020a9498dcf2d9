package io.trunkline.smsproxy.compat;

/** Why something is refused, in the second of the original's two forms. */
record FailedView(String status, String message) {}
