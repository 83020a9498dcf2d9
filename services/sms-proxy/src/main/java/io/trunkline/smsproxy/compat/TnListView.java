package io.trunkline.smsproxy.compat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.trunkline.smsproxy.pool.VirtualNumber;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The pool. */
@JsonNaming(SnakeCaseStrategy.class)
record TnListView(
        List<TnView> virtualTns,

        @Schema(description = "All numbers of the pool, also those that are not in this list")
        int poolSize,

        long available,
        long inUse) {

    static TnListView of(List<VirtualNumber> pool, SliceParameters slice) {
        long inUse = pool.stream().filter(number -> number.session() != null).count();
        return new TnListView(
                slice.of(pool).stream().map(TnView::of).toList(), pool.size(), pool.size() - inUse, inUse);
    }

    /** A number of the pool. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TnView(
            String value,

            @Schema(description = "The session that has it; null if it is free")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Nullable
            String sessionId) {

        static TnView of(VirtualNumber number) {
            return new TnView(number.written(), SessionIds.textOrNull(number.session()));
        }
    }
}
