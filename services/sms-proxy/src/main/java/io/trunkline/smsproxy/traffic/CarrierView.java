package io.trunkline.smsproxy.traffic;

import io.trunkline.smsproxy.carrier.Carrier.Link;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.traffic.SendBacklog.Backlog;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A carrier account, and what waits for it. */
record CarrierView(
        @Schema(description = "What numbers name as their carrier", examples = "main")
        String name,

        @Schema(description = "smpp, or whose API it is", examples = "smpp")
        String kind,

        @Schema(description = "elsewhere: another replica holds the link, and knows")
        Link link,

        @Schema(description = "How many messages may wait for the carrier's answer at once", examples = "10")
        int window,

        @Schema(description = "How many do", examples = "3") long sending,

        @Schema(description = "Messages that wait to be sent; not counted beyond 100000", examples = "120")
        long queued,

        @Schema(description = "When the first of those was taken; absent if none waits") @Nullable
        Instant oldestQueuedAt) {

    static CarrierView of(CarrierAccount account, Backlog backlog) {
        return new CarrierView(
                account.name(),
                account.kind(),
                account.carrier().link(),
                account.window(),
                backlog.sending(),
                backlog.queued(),
                backlog.oldest());
    }
}
