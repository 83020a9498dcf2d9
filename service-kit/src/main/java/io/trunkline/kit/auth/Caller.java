package io.trunkline.kit.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who makes this request. Only for operations that demand a role: it is an error to ask about an anonymous caller. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The account, or for another program its client id. */
    public UUID id() {
        return token().subject();
    }

    /** The session of a signed-in person. @throws Refused 403 for another program, which has none */
    public UUID session() {
        UUID session = token().session();
        if (session == null) {
            throw new Refused(KitProblem.FORBIDDEN, "Only a signed-in person can do this");
        }
        return session;
    }

    /** The account of a signed-in person. @throws Refused 403 for another program */
    public UUID account() {
        session();
        return id();
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    private AccessToken token() {
        @Nullable AccessToken token = identity.getAttribute(BearerAuthentication.TOKEN_ATTRIBUTE);
        if (token == null) {
            throw new IllegalStateException("Nobody is signed in: the operation lacks @RolesAllowed");
        }
        return token;
    }
}
