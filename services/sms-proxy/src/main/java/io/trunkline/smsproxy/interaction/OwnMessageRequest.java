package io.trunkline.smsproxy.interaction;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** A text from one of the owner's numbers to anybody. */
record OwnMessageRequest(
        @Schema(description = "One of your numbers", examples = "+447700900001") @NotBlank @Size(max = 40)
        String from,

        @Schema(examples = "+447700900123") @NotBlank @Size(max = 40)
        String to,

        @Schema(examples = "Your order is on its way") @NotBlank @Size(max = 1600)
        String text,

        @Schema(description = "Not sent later than this after now", type = SchemaType.STRING, examples = "PT10M")
        @DurationMin(seconds = 1)
        @DurationMax(days = 3)
        @Nullable
        Duration validity) {}
