package io.trunkline.smsproxy.interaction;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message that came in, or one that went out to one recipient. */
record Interaction(
        UUID id,
        Direction direction,

        @Schema(description = "Absent if it belongs to none") @Nullable
        UUID session,

        @Schema(description = "Who wrote it, or gets it; absent for the system's answers to strangers") @Nullable
        UUID participant,

        @Schema(description = "Of one that went out: the one that it passes on; absent for texts of the system")
        @Nullable
        UUID passesOn,

        @Schema(examples = "+447700900123") String from,
        @Schema(examples = "+447700900001") String to,
        String text,

        @Schema(description = "The account that brought it, or sends it", examples = "main")
        String carrier,

        @Schema(description = "Links to what was attached") List<String> media,

        @Schema(
                description =
                        "inbound: relayed, unheard, stranger, asked, answered, vetoed, too-long, opted-out, opted-in, ignored. outbound: queued, sending, in-doubt, "
                                + "sent, unconfirmed, delivered, undelivered, failed, expired, rejected",
                examples = "delivered")
        String status,

        @Schema(description = "In how many parts it was sent; carriers charge for each") @Nullable
        Integer segments,

        @Schema(description = "An attempt may have reached the recipient without our knowing: it may have come twice")
        @Nullable
        Boolean possiblyRepeated,

        @Schema(description = "The carrier's code, or a word of ours") @Nullable
        String errorCode,

        Instant at) {

    /** Seen from here. */
    enum Direction {
        @JsonProperty("inbound")
        INBOUND,
        @JsonProperty("outbound")
        OUTBOUND
    }

    static Interaction of(Row row) {
        boolean inbound = row.getBoolean("inbound");
        return new Interaction(
                row.getUUID("id"),
                inbound ? Direction.INBOUND : Direction.OUTBOUND,
                row.getUUID("session_id"),
                row.getUUID("participant_id"),
                row.getUUID("inbound_id"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("text"),
                row.getString("carrier"),
                List.of(row.getArrayOfStrings("media")),
                row.getString("status"),
                row.getShort("segments") == null
                        ? null
                        : row.getShort("segments").intValue(),
                inbound ? null : row.getBoolean("in_doubt"),
                row.getString("error_code"),
                row.getOffsetDateTime("at").toInstant());
    }
}
