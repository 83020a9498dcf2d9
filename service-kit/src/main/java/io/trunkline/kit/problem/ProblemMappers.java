package io.trunkline.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.trunkline.kit.problem.Problem.InvalidPart;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every failure of the REST layer into a problem. Nothing of what is inside gets out. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration UNTIL_BACK = Duration.ofSeconds(2);

    /** RFC 6750 §3: what a client without a usable token is told. */
    private static final String CHALLENGE = "Bearer realm=\"trunkline\"";

    private static final Set<ElementKind> INSIDE_THE_REQUEST =
            Set.of(ElementKind.PROPERTY, ElementKind.CONTAINER_ELEMENT);

    private final List<Outage> outages;

    ProblemMappers(@All List<Outage> outages) {
        this.outages = outages;
    }

    @ServerExceptionMapper
    Response refused(Refused refusal, UriInfo uri) {
        LOG.debugf("Refused: %s", refusal.type().name());
        Duration retryAfter = refusal.retryAfter();
        Response.ResponseBuilder answer = answer(refusal.type(), refusal.detail(), uri, refusal.errors());
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations, UriInfo uri) {
        List<InvalidPart> errors = violations.getConstraintViolations().stream()
                .map(ProblemMappers::invalidPart)
                .sorted(java.util.Comparator.comparing(InvalidPart::pointer))
                .toList();
        return answer(KitProblem.INVALID_REQUEST, summary(errors), uri, errors).build();
    }

    private static InvalidPart invalidPart(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        Path.Node last = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (INSIDE_THE_REQUEST.contains(node.getKind())) {
                appendStep(pointer, node);
            }
            last = node;
        }
        if (pointer.isEmpty() && last != null && last.getKind() == ElementKind.PARAMETER) {
            pointer.append('/').append(last.getName());
        }
        return new InvalidPart(pointer.toString(), violation.getMessage());
    }

    private static void appendStep(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            pointer.append('/').append(node.getName());
        }
    }

    private static String summary(List<InvalidPart> errors) {
        InvalidPart first = errors.getFirst();
        String name =
                first.pointer().isEmpty() ? "The request" : first.pointer().substring(1);
        return name + " " + first.reason();
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException unreadable, UriInfo uri) {
        if (unreadable instanceof JsonMappingException mismatch
                && !mismatch.getPath().isEmpty()) {
            InvalidPart part = new InvalidPart(pointerOf(mismatch), reasonOf(mismatch));
            return answer(KitProblem.INVALID_REQUEST, summary(List.of(part)), uri, List.of(part))
                    .build();
        }
        return answer(KitProblem.MALFORMED_REQUEST, "The body is not the JSON that is expected here", uri, List.of())
                .build();
    }

    /** The same, where the framework has a mapper of its own that would come first. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatch, UriInfo uri) {
        return unreadable(mismatch, uri);
    }

    private static String pointerOf(JsonMappingException mismatch) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            String name = step.getFieldName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getFieldName().replace("~", "~0").replace("/", "~1");
            pointer.append('/').append(name);
        }
        return pointer.toString();
    }

    /** Our own value types explain themselves; Jackson's own words name classes, so they stay inside. */
    private static String reasonOf(JsonMappingException mismatch) {
        if (mismatch instanceof UnrecognizedPropertyException) {
            return "is not known here";
        }
        if (mismatch.getCause() instanceof IllegalArgumentException explained && explained.getMessage() != null) {
            return "is not acceptable: " + explained.getMessage();
        }
        return "is missing or of the wrong type";
    }

    @ServerExceptionMapper
    Response fromTheRestLayer(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, uri);
        }
        if (failure.getCause() instanceof Refused refusal) {
            return refused(refusal, uri);
        }
        Response original = failure.getResponse();
        ProblemType type = KitProblem.ofStatus(original.getStatus());
        Response.ResponseBuilder answer = answer(type, null, uri, List.of());
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException anonymous, UriInfo uri) {
        return answer(KitProblem.UNAUTHORIZED, "Send an access token: Authorization: Bearer ...", uri, List.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure, UriInfo uri) {
        return answer(KitProblem.UNAUTHORIZED, failure.getMessage(), uri, List.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"")
                .build();
    }

    @ServerExceptionMapper
    Response wrongRole(ForbiddenException refused, UriInfo uri) {
        return answer(KitProblem.FORBIDDEN, null, uri, List.of()).build();
    }

    @ServerExceptionMapper
    Response unreachable(ConnectException unreachable, UriInfo uri) {
        return unavailable(unreachable, uri);
    }

    private static Response unavailable(Throwable cause, UriInfo uri) {
        LOG.errorf("Something that %s needs is not available: %s", uri.getPath(), cause.getMessage());
        return answer(KitProblem.UNAVAILABLE, "Try again in a moment", uri, List.of())
                .header(HttpHeaders.RETRY_AFTER, UNTIL_BACK.toSeconds())
                .build();
    }

    @ServerExceptionMapper
    Response bug(Throwable failure, UriInfo uri) {
        if (outages.stream().anyMatch(outage -> outage.isBehind(failure))) {
            return unavailable(failure, uri);
        }
        LOG.errorf(failure, "%s failed", uri.getPath());
        return answer(KitProblem.INTERNAL_ERROR, null, uri, List.of()).build();
    }

    private static Response.ResponseBuilder answer(
            ProblemType type, @Nullable String detail, UriInfo uri, List<InvalidPart> errors) {
        Problem problem = Problem.of(type, detail, "/" + stripSlash(uri.getPath()), errors);
        return Response.status(type.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    private static String stripSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
