package io.trunkline.smsproxy;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.data.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Between the types of the database client and ours. */
public final class Rows {

    private Rows() {}

    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    public static Interval interval(Duration duration) {
        return Interval.of(duration);
    }

    public static Duration duration(Row row, String column) {
        return row.get(Interval.class, column).toDuration();
    }

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    public static <T> @Nullable T firstOrNull(RowSet<Row> rows, Function<Row, T> read) {
        return rows.size() == 0 ? null : read.apply(rows.iterator().next());
    }

    /** A column of many rows, for {@code unnest}. */
    public static <S, T> T[] array(
            Collection<? extends S> rows, Function<? super S, ? extends @Nullable T> part, IntFunction<T[]> make) {
        return rows.stream().map(part).toArray(make);
    }

    /** How a constant stands in the database and in JSON: {@code LAST_MESSAGE} is {@code last-message}. */
    public static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that stands in a column. */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The database holds every character but NUL. */
    public static String storable(String text) {
        return text.replace("\u0000", "");
    }
}
