package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, of which one part after the other is submitted: a part whose predecessor is not taken stays here, and
 * the message can be sent again as a whole. Used by one thread at a time.
 */
final class Submission {

    private final OutgoingSms sms;
    private final SmppAddress source;
    private final SmppAddress destination;
    private final List<ShortMessage> parts;
    private final List<String> messageIds = new ArrayList<>();
    private final CompletableFuture<Accepted> result = new CompletableFuture<>();
    private int retriesLeft;

    Submission(
            OutgoingSms sms,
            SmppAddress source,
            SmppAddress destination,
            List<ShortMessage> parts,
            int laterPartRetries) {
        this.sms = sms;
        this.source = source;
        this.destination = destination;
        this.parts = parts;
        this.retriesLeft = laterPartRetries;
    }

    SmppAddress source() {
        return source;
    }

    SmppAddress destination() {
        return destination;
    }

    CompletableFuture<Accepted> result() {
        return result;
    }

    /** The part that is to be submitted. */
    ShortMessage next() {
        return parts.get(messageIds.size());
    }

    boolean hasStarted() {
        return !messageIds.isEmpty();
    }

    @Nullable
    Instant expiresAt() {
        return sms.expiresAt();
    }

    /** The part was taken. Returns whether another one is to follow; if not, the message is done. */
    boolean partTaken(String messageId) {
        // Without an id no receipt will ever be found; what counts is that the carrier has the message.
        messageIds.add(messageId.isEmpty() ? sms.id() + "/" + messageIds.size() : messageId);
        if (messageIds.size() < parts.size()) {
            return true;
        }
        result.complete(new Accepted(messageIds));
        return false;
    }

    /** Whether the same part is to be submitted again: only to finish what was begun, since nobody else can. */
    boolean takeRetry(CarrierFailure failure) {
        boolean passes = failure.kind() == CarrierFailure.Kind.BUSY || failure.kind() == CarrierFailure.Kind.THROTTLED;
        return passes && hasStarted() && retriesLeft-- > 0;
    }

    void fail(CarrierFailure failure) {
        boolean known = failure.kind() != CarrierFailure.Kind.UNKNOWN;
        result.completeExceptionally(known && hasStarted() ? SmppFailures.partlySent(failure) : failure);
    }
}
