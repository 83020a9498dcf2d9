package io.trunkline.smsproxy.compat;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for; everything, unless said otherwise, as in the original. */
public class SliceParameters {

    private static final int DIGITS = 9;

    /** A text, for a number that JAX-RS cannot read would be answered in other words. */
    @QueryParam("limit")
    @Parameter(description = "The most items of the answer", schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Nullable
    String limit;

    @QueryParam("offset")
    @Parameter(
            description = "How many items are left out first",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
    @Nullable
    String offset;

    /** @throws CompatRefused if limit or offset is no number */
    <T> List<T> of(List<T> all) {
        int from = Math.min(number("offset", offset, 0), all.size());
        int most = Math.min(number("limit", limit, all.size()), all.size() - from);
        return all.subList(from, from + most);
    }

    private static int number(String name, @Nullable String text, int usual) {
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1," + DIGITS + "}")) {
            throw CompatRefused.invalid("Invalid argument: '" + name + "' (int, >= 0)");
        }
        return Integer.parseInt(text);
    }
}
