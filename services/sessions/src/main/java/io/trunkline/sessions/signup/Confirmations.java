package io.trunkline.sessions.signup;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.ProblemType;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.account.Account;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.code.CodePurpose;
import io.trunkline.sessions.code.CodeSender;
import io.trunkline.sessions.signup.SignUpStore.Attempt;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The second half of signing up: who sends the code back has an account. */
@ApplicationScoped
class Confirmations {

    private final SignUpStore store;
    private final CodeSender codes;
    private final Accounts accounts;
    private final Transactions transactions;
    private final Clock clock;

    Confirmations(SignUpStore store, CodeSender codes, Accounts accounts, Transactions transactions, Clock clock) {
        this.store = store;
        this.codes = codes;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes the account if the code is right. Fails with 422 if it is wrong, with 410 if there have been too many or it is
     * too late, with 409 if the phone has got an account meanwhile.
     */
    Uni<Account> confirm(UUID id, String digits) {
        // A wrong code must cost its attempt, so the refusal comes after the commit.
        return transactions
                .inTransaction(transaction -> store.attempt(
                                transaction,
                                id,
                                codes.hash(CodePurpose.SIGN_UP, id.toString(), digits),
                                clock.instant())
                        .chain(attempt -> outcome(transaction, id, attempt)))
                .map(Outcome::orRefuse);
    }

    private Uni<Outcome> outcome(SqlConnection transaction, UUID id, @Nullable Attempt attempt) {
        if (attempt == null) {
            return store.exists(transaction, id).map(exists -> exists ? Outcome.OVER : Outcome.UNKNOWN);
        }
        if (!attempt.confirmed()) {
            return Uni.createFrom().item(Outcome.WRONG_CODE);
        }
        SignUp signUp = attempt.signUp();
        return accounts.register(transaction, signUp.phone(), signUp.name(), Set.of(Roles.USER), signUp.passwordHash())
                .map(Outcome::confirmed);
    }

    /** What came of a confirmation; exactly one of the two is there. */
    private record Outcome(
            @Nullable Account account, @Nullable Refused refusal) {

        static final Outcome UNKNOWN = refused(SignUpProblem.UNKNOWN_SIGN_UP, "Sign up again");
        static final Outcome OVER =
                refused(SignUpProblem.SIGN_UP_OVER, "It has expired, was confirmed, or had too many wrong codes");
        static final Outcome WRONG_CODE = refused(SignUpProblem.WRONG_CODE, "Check the code in the SMS");

        static Outcome confirmed(Account account) {
            return new Outcome(account, null);
        }

        private static Outcome refused(ProblemType type, String detail) {
            return new Outcome(null, new Refused(type, detail));
        }

        Account orRefuse() {
            if (account == null) {
                throw Objects.requireNonNull(refusal);
            }
            return account;
        }
    }
}
