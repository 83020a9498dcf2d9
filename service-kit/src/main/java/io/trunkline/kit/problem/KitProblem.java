package io.trunkline.kit.problem;

/** Refusals that every service has. */
public enum KitProblem implements ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be understood"),
    INVALID_REQUEST(400, "Something in the request is not acceptable"),
    UNAUTHORIZED(401, "Sign in first"),
    FORBIDDEN(403, "This needs another role"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "There is no answer in that format"),
    TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "Something else stands in the way"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request is in the wrong format"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key belongs to another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    BAD_GATEWAY(502, "A service gave no usable answer"),
    UNAVAILABLE(503, "Not available right now"),
    GATEWAY_TIMEOUT(504, "A service took too long to answer");

    private final int status;
    private final String title;

    KitProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** The problem for a bare status that some library has answered with. */
    public static KitProblem ofStatus(int status) {
        for (KitProblem problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    }
}
