package io.trunkline.smsproxy.compat;

/** Why something is refused, in the first of the original's two forms. */
record ReasonView(String message, String reason) {}
