package io.trunkline.kit.auth;

import java.util.Set;

/** What a caller may be. */
public final class Roles {

    /** A person with an account. */
    public static final String USER = "user";
    /** Runs the daily business: batches, numbers, campaigns. */
    public static final String OPERATOR = "operator";
    /** May do everything, also give roles. */
    public static final String ADMIN = "admin";
    /** Another program, by client credentials. */
    public static final String SERVICE = "service";

    public static final Set<String> ALL = Set.of(USER, OPERATOR, ADMIN, SERVICE);

    private Roles() {}
}
