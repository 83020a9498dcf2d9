package io.trunkline.kit.paging;

import io.trunkline.kit.problem.Refused;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. Lists are newest first; ids are UUIDv7, so their order is that of time. */
public class PageRequest {

    /** Above every UUID: the first page starts below it. */
    private static final UUID TOP = new UUID(-1L, -1L);

    private static final int LARGEST = 100;

    /** A text, for a number that JAX-RS cannot read would be answered with 404. */
    @QueryParam("limit")
    @DefaultValue("20")
    @Parameter(
            description = "The most items of a page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    String limit = "20";

    @QueryParam("cursor")
    @Parameter(description = "The `next` of the page before")
    @Nullable
    String cursor;

    public static PageRequest of(int limit, @Nullable String cursor) {
        PageRequest request = new PageRequest();
        request.limit = Integer.toString(limit);
        request.cursor = cursor;
        return request;
    }

    /** 1 to 100. @throws Refused 400 for anything else */
    public int limit() {
        if (!limit.matches("[0-9]{1,3}") || limit.matches("0+") || Integer.parseInt(limit) > LARGEST) {
            throw Refused.invalid("limit", "must be a number from 1 to " + LARGEST);
        }
        return Integer.parseInt(limit);
    }

    /** What to read from the database: one more, to know whether there is a next page. */
    public int limitPlusOne() {
        return limit() + 1;
    }

    /** Items of this page have ids below this one. */
    public UUID before() {
        return cursor == null ? TOP : Cursor.read(cursor);
    }
}
