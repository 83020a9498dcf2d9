package io.trunkline.vouchers.account;

import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whose things are asked for. */
public class AccountFilter {

    @QueryParam("account")
    @Parameter(
            description = "Of this account; only operators may ask for those of others",
            schema = @Schema(format = "uuid"))
    @Nullable
    String account;

    /** Null for everybody's. @throws Refused 400 if it is no id */
    public @Nullable UUID orAll() {
        try {
            return account == null ? null : UUID.fromString(account);
        } catch (IllegalArgumentException other) {
            throw Refused.invalid("account", "is not the id of an account");
        }
    }

    /** The caller's own if no other is asked for. @throws Refused 403 for somebody else's, unless an operator asks */
    public UUID orOwn(Caller caller) {
        UUID asked = orAll();
        boolean mayAsk = caller.has(Roles.OPERATOR) || caller.has(Roles.ADMIN);
        if (asked == null) {
            return caller.account();
        }
        if (!mayAsk && !asked.equals(caller.account())) {
            throw new Refused(KitProblem.FORBIDDEN, "Only operators see the accounts of others");
        }
        return asked;
    }
}
