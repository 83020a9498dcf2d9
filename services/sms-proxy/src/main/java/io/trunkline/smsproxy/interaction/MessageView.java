package io.trunkline.smsproxy.interaction;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message that has been taken. */
record MessageView(
        @Schema(description = "Read the session's interactions to see what becomes of it")
        UUID id) {}
