package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.pool.Numbers;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.UUID;

/** Starts sessions for people who have written first. */
@ApplicationScoped
public class Invitations {

    private final Validator validator;
    private final Numbers numbers;
    private final SessionOrder orders;
    private final MaskedSessions sessions;

    Invitations(Validator validator, Numbers numbers, SessionOrder orders, MaskedSessions sessions) {
        this.validator = validator;
        this.numbers = numbers;
        this.orders = orders;
        this.sessions = sessions;
    }

    /**
     * Starts a session by the number that was written to.
     *
     * @param writer who has written, in E.164
     * @param number the virtual number, in E.164
     * @throws Refused 400 if the invitation makes no sense, UNKNOWN_POOL, NO_NUMBER_FREE; nothing is changed then
     */
    public Uni<Void> start(SqlConnection transaction, UUID owner, Invitation invitation, String writer, String number) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> requireValid(invitation))
                .chain(() -> numbers.poolOf(transaction, owner, E164.of(number)))
                .map(pool -> orders.of(owner, pool, invitation.with(writer, number)))
                .chain(session -> sessions.allocate(transaction, session))
                .replaceWithVoid();
    }

    private void requireValid(Invitation invitation) {
        for (ConstraintViolation<Invitation> violation : validator.validate(invitation)) {
            throw Refused.invalid("session/" + violation.getPropertyPath(), violation.getMessage());
        }
    }
}
