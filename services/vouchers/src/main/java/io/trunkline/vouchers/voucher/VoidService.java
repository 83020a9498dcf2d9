package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes single vouchers worthless. */
@ApplicationScoped
class VoidService {

    private final Transactions transactions;
    private final VoucherRepository vouchers;
    private final Outbox outbox;
    private final Clock clock;

    VoidService(Transactions transactions, VoucherRepository vouchers, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.vouchers = vouchers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Voids a voucher that nobody has used. If it has been voided before, it stays as it is. Of two that race for it, one
     * who voids and one who uses it, the second waits for the first at the voucher's row and is refused.
     */
    Uni<Voucher> voidVoucher(UUID id, UUID operator, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.inTransaction(transaction -> vouchers.voidUnused(transaction, id, operator, reason, now)
                .chain(isVoided -> isVoided
                        ? tell(transaction, id, operator, now)
                        : Uni.createFrom().voidItem())
                .chain(() -> vouchers.byId(transaction, id, now))
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(VoucherProblem.UNKNOWN_VOUCHER, "No voucher has this id"))
                .invoke(VoidService::requireVoided));
    }

    private Uni<Void> tell(SqlConnection transaction, UUID id, UUID operator, Instant now) {
        return outbox.add(transaction, new VoucherEvent.Voided(id, operator, now));
    }

    private static void requireVoided(Voucher voucher) {
        switch (voucher.state()) {
            case VOIDED -> {}
            case ACTIVE, DEPLETED ->
                throw new Refused(VoucherProblem.VOUCHER_SPENT, "Its credit belongs to an account");
            case EXPIRED -> throw new Refused(VoucherProblem.VOUCHER_EXPIRED, "It expired at " + voucher.expiresAt());
            case GENERATED -> throw new IllegalStateException("A voucher that nothing has ended could not be voided");
        }
    }
}
