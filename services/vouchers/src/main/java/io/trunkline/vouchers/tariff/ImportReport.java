package io.trunkline.vouchers.tariff;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has become of a file of rates. */
record ImportReport(
        @Schema(description = "Lines whose rates stand in the version now", examples = "1200")
        int imported,

        @Schema(description = "Lines that are not acceptable", examples = "1")
        int refused,

        @Schema(description = "What is wrong with them, in their order; the first 1,000 findings")
        List<Finding> findings) {

    private static final int MOST_FINDINGS = 1_000;

    /** Something that is not acceptable. */
    record Finding(
            @Schema(description = "Counted from the header, which is line 1", examples = "7")
            int line,

            @Schema(description = "Absent where several columns contradict each other", examples = "per_minute")
            @Nullable
            String column,

            @Schema(examples = "must be a decimal number with at most 6 digits after the point")
            String reason) {}

    static ImportReport of(int imported, List<Finding> wrong, List<Finding> repeated) {
        List<Finding> findings = Stream.concat(wrong.stream(), repeated.stream())
                .sorted(Comparator.comparing(Finding::line))
                .toList();
        int lines = (int) findings.stream().mapToInt(Finding::line).distinct().count();
        return new ImportReport(imported, lines, findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
    }

    boolean isClean() {
        return refused == 0;
    }
}
