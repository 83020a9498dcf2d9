package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Gives the credit of a voucher to the account that enters its code. */
@ApplicationScoped
class ActivationService {

    private final CodeKeys keys;
    private final ActivationRepository activations;
    private final VoucherRefusals refusals;
    private final Clock clock;

    ActivationService(CodeKeys keys, ActivationRepository activations, VoucherRefusals refusals, Clock clock) {
        this.keys = keys;
        this.activations = activations;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * Runs to its end even if the caller hangs up: else a guesser could leave before his miss is counted.
     *
     * @param typed the code as somebody has typed it
     * @param idempotencyKey null if the caller sent none
     */
    Uni<Activation> activate(String typed, Redeemer redeemer, @Nullable String idempotencyKey) {
        return Transactions.toTheEnd(() -> attempt(typed, redeemer, idempotencyKey));
    }

    private Uni<Activation> attempt(String typed, Redeemer redeemer, @Nullable String idempotencyKey) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        VoucherCode code = VoucherCode.parse(typed);
        if (code == null) {
            return refusals.refuseMistyped(redeemer, now);
        }
        Buffer[] hashes = keys.hashes(code);
        Uni<@Nullable Activation> activation = idempotencyKey == null
                ? activations.activate(hashes, redeemer, now)
                : activations.activateOnce(idempotencyKey, hashes, redeemer, now);
        return activation.onItem().ifNull().switchTo(() -> refusals.refuse(hashes, redeemer, now));
    }
}
