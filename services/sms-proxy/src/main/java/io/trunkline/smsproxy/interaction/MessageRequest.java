package io.trunkline.smsproxy.interaction;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text of the owner's to one participant. */
record MessageRequest(
        @Schema(description = "Who gets it") @NotNull UUID participant,

        @Schema(examples = "Your driver is ten minutes late") @NotBlank @Size(max = 1600)
        String text) {}
