package io.trunkline.smsproxy.pool;

import io.trunkline.smsproxy.pool.VirtualNumber.Health;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be changed of a number; what is absent stays. */
record NumberChange(
        @Schema(description = "Only given by hand, never chosen") @Nullable
        Boolean reserved,

        @Schema(description = "poor is chosen after good; out is not chosen") @Nullable
        Health health) {}
