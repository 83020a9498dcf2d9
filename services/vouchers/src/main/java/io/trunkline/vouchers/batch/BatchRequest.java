package io.trunkline.vouchers.batch;

import io.trunkline.events.Money;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is to be. The texts begin with a letter or digit, so that no spreadsheet takes them for a formula when the
 * list of codes is opened in one.
 */
record BatchRequest(
        @Min(1)
        @Schema(
                required = true,
                description = "How many codes; 1,000,000 at most unless set otherwise",
                examples = "100")
        int count,

        @NotNull @Schema(description = "What each code is worth")
        Money credit,

        @NotNull
        @Size(max = 100)
        @Pattern(
                regexp = "[\\p{L}\\p{N}][^\\p{Cntrl}]*",
                message = "must begin with a letter or digit and have no control characters")
        @Schema(description = "Who sells the vouchers", examples = "Corner shop, Main Street")
        String vendor,

        @NotNull
        @Size(max = 64)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9 ._/-]*",
                message = "must be letters and digits, with spaces and . _ / - between them")
        @Schema(description = "The series, as printed", examples = "2026-07/A")
        String bulkNumber,

        @NotNull
        @Schema(description = "From this instant on the codes are worth nothing", examples = "2027-12-31T23:00:00Z")
        Instant expiresAt,

        @Schema(description = "Before this instant the codes cannot be used; absent: they can be at once") @Nullable
        Instant validFrom,

        @Min(1)
        @Schema(description = "How many codes of the batch one account can use; absent: any number", examples = "1")
        @Nullable
        Integer perAccount,

        @Min(1)
        @Schema(
                description = "For how many days the credit lasts after a code is used; absent: without end",
                examples = "365")
        @Nullable
        Integer creditDays) {}
