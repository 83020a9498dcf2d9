package io.trunkline.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.kit.bus.Trace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every failure (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "Why the request failed (RFC 9457)")
public record Problem(
        @Schema(description = "Names the kind of problem", examples = "urn:trunkline:problem:voucher-spent")
        String type,

        @Schema(examples = "This voucher has been used") String title,
        @Schema(examples = "409") int status,

        @Schema(description = "What happened in this case") @Nullable
        String detail,

        @Schema(description = "The path that was asked for") String instance,

        @Schema(description = "Quote this when asking for help") @Nullable
        String traceId,

        @Schema(description = "Which parts of the request are not acceptable")
        List<InvalidPart> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param pointer where in the request, as a JSON pointer (RFC 6901) or a parameter's name after a slash
     * @param reason what is wrong with it
     */
    public record InvalidPart(
            @Schema(examples = "/count") String pointer,
            @Schema(examples = "must be at least 1") String reason) {}

    public static Problem of(ProblemType type, @Nullable String detail, String instance, List<InvalidPart> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, Trace.id(), errors);
    }

    public static Problem of(ProblemType type, @Nullable String detail, String instance) {
        return of(type, detail, instance, List.of());
    }

    /** For the places below the REST layer, which have no body writer. */
    public String toJson() {
        JsonObject json = new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance)
                .put("traceId", traceId);
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            errors.forEach(part ->
                    list.add(new JsonObject().put("pointer", part.pointer()).put("reason", part.reason())));
            json.put("errors", list);
        }
        json.getMap().values().removeIf(java.util.Objects::isNull);
        return json.encode();
    }
}
