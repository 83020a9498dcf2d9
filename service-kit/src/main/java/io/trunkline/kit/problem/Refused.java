package io.trunkline.kit.problem;

import io.trunkline.kit.problem.Problem.InvalidPart;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused for a reason the caller should know. Expected, so it has no stack trace. The detail is written
 * for the caller: no class names, no SQL, nothing of another account.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemType type;
    private final transient List<InvalidPart> errors;
    private final @Nullable Duration retryAfter;

    public Refused(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    private Refused(ProblemType type, String detail, List<InvalidPart> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** One part of the request is not acceptable: {@code field} is its name, {@code reason} completes "it ...". */
    public static Refused invalid(String field, String reason) {
        return new Refused(
                KitProblem.INVALID_REQUEST, field + " " + reason, List.of(new InvalidPart("/" + field, reason)), null);
    }

    /** Refused for now: the caller may come back after the given time. */
    public static Refused forNow(ProblemType type, String detail, Duration retryAfter) {
        return new Refused(type, detail, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    /** Never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<InvalidPart> errors() {
        return errors;
    }

    /** For the {@code Retry-After} header; null if waiting does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
