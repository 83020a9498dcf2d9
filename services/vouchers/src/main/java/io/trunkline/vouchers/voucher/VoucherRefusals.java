package io.trunkline.vouchers.voucher;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Finds out why a code was not accepted. Off the hot path: it costs a second look. */
@ApplicationScoped
class VoucherRefusals {

    private static final Buffer[] NO_HASHES = {};
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Pool pool;
    private final GuessingConfig guessing;
    private final VoucherMisses misses;

    VoucherRefusals(Pool pool, GuessingConfig guessing, VoucherMisses misses) {
        this.pool = pool;
        this.guessing = guessing;
        this.misses = misses;
    }

    /** Fails with the reason why the statement left this code alone. An unknown code counts as a miss. */
    <T> Uni<T> refuse(Buffer[] hashes, Redeemer redeemer, Instant now) {
        return situation(hashes, redeemer, now).chain(situation -> {
            situation.requireAllowed();
            return situation.isVoucherKnown()
                    ? Uni.createFrom().failure(situation.refusal())
                    : countMiss(redeemer.subjects(), now, VoucherProblem.UNKNOWN_VOUCHER);
        });
    }

    /**
     * Fails for a code whose check symbol is wrong. It tells a guesser nothing and costs no look-up, so it is counted for
     * the account alone: those who mistype behind the same address do not lock each other out.
     */
    <T> Uni<T> refuseMistyped(Redeemer redeemer, Instant now) {
        return situation(NO_HASHES, redeemer, now).chain(situation -> {
            situation.requireAllowed();
            return countMiss(new String[] {redeemer.accountSubject()}, now, VoucherProblem.MISTYPED_VOUCHER);
        });
    }

    private <T> Uni<T> countMiss(String[] subjects, Instant now, VoucherProblem problem) {
        return misses.count(subjects, now).chain(lockedUntil -> {
            Refused refusal = lockedUntil == null
                    ? new Refused(problem, "Check the code and enter it again")
                    : locked(lockedUntil, now);
            return Uni.createFrom().failure(refusal);
        });
    }

    private static Refused locked(Instant until, Instant now) {
        // Rounded up: who comes back after this time must not be turned away once more.
        Duration wait = Duration.between(now, until).plusMillis(999);
        return Refused.forNow(
                VoucherProblem.TOO_MANY_UNKNOWN_VOUCHERS,
                "Codes are accepted from this account and this address again at " + until,
                wait);
    }

    private Uni<Situation> situation(Buffer[] hashes, Redeemer redeemer, Instant now) {
        String sql = """
                select
                    (select max(window_ends_at) from voucher_miss
                     where subject = any ($2::text[]) and misses >= $3::int and window_ends_at > $4::timestamptz)
                        as locked_until,
                    exists (select from closed_account where account_id = $5::uuid) as closed,
                    voucher.activated_at,
                    coalesce(voucher.voided_at, batch.voided_at) as voided_at,
                    batch.valid_from,
                    voucher.expires_at,
                    coalesce(batch_use.uses >= batch.per_account, false) as at_limit
                from (values (1)) as always
                left join voucher on code_hash = any ($1::bytea[])
                left join voucher_batch batch on batch.id = voucher.batch_id
                left join batch_use on batch_use.batch_id = batch.id and batch_use.account_id = $5::uuid""";
        Tuple values = Tuple.tuple()
                .addValue(hashes)
                .addArrayOfString(redeemer.subjects())
                .addInteger(guessing.misses())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addUUID(redeemer.account());
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> Situation.of(rows.iterator().next(), now));
    }

    private record Situation(
            @Nullable Instant lockedUntil,
            boolean isAccountClosed,
            @Nullable Instant activatedAt,
            @Nullable Instant voidedAt,
            @Nullable Instant validFrom,
            @Nullable Instant expiresAt,
            boolean isAtLimit,
            Instant now) {

        static Situation of(Row row, Instant now) {
            return new Situation(
                    instantOf(row, "locked_until"),
                    row.getBoolean("closed"),
                    instantOf(row, "activated_at"),
                    instantOf(row, "voided_at"),
                    instantOf(row, "valid_from"),
                    instantOf(row, "expires_at"),
                    row.getBoolean("at_limit"),
                    now);
        }

        private static @Nullable Instant instantOf(Row row, String column) {
            OffsetDateTime time = row.getOffsetDateTime(column);
            return time == null ? null : time.toInstant();
        }

        void requireAllowed() {
            if (lockedUntil != null) {
                throw locked(lockedUntil, now);
            }
            if (isAccountClosed) {
                throw new Refused(VoucherProblem.ACCOUNT_CLOSED, "A closed account gets no credit");
            }
        }

        boolean isVoucherKnown() {
            return expiresAt != null;
        }

        Refused refusal() {
            if (activatedAt != null) {
                return new Refused(VoucherProblem.VOUCHER_SPENT, "A voucher can be used once");
            }
            if (voidedAt != null) {
                return new Refused(VoucherProblem.VOUCHER_VOIDED, "It was declared worthless at " + voidedAt);
            }
            if (expiresAt != null && !now.isBefore(expiresAt)) {
                return new Refused(VoucherProblem.VOUCHER_EXPIRED, "It expired at " + expiresAt);
            }
            if (validFrom != null && now.isBefore(validFrom)) {
                return Refused.forNow(
                        VoucherProblem.VOUCHER_NOT_YET_VALID,
                        "It can be used from " + validFrom + " on",
                        Duration.between(now, validFrom).plusMillis(999));
            }
            if (isAtLimit) {
                return new Refused(VoucherProblem.ACCOUNT_LIMIT, "Others can still use this voucher");
            }
            // What stood in its way a moment ago, such as the end of a lock, has gone meanwhile.
            return Refused.forNow(VoucherProblem.VOUCHER_NOT_READY, "Enter the code again", A_MOMENT);
        }
    }
}
