package io.trunkline.vouchers.tariff;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.vouchers.rating.Access;
import io.trunkline.vouchers.rating.Band;
import io.trunkline.vouchers.rating.DestinationKind;
import io.trunkline.vouchers.rating.Rate;
import io.trunkline.vouchers.rating.RateTable;
import io.trunkline.vouchers.rating.UnitPrice;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rates in the database. */
@ApplicationScoped
class RateRepository {

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String ADD = """
            insert into tariff_rate
                (version_id, number, prefix, destination, kind, access, setup_fee, per_minute, minimum_seconds,
                increment_seconds, per_segment, days, from_time, until_time, valid_from, valid_until)
            select $1::uuid, * from unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                $8::bigint[], $9::integer[], $10::integer[], $11::bigint[], $12::integer[], $13::time[], $14::time[],
                $15::timestamptz[], $16::timestamptz[])
            on conflict do nothing
            returning number""";

    private final Pool pool;

    RateRepository(Pool pool) {
        this.pool = pool;
    }

    /** Returns the numbers of those that stand in the version now; the others repeat what has been there. */
    Uni<Set<Integer>> add(SqlConnection transaction, UUID version, List<RateLine> lines) {
        Tuple values = Tuple.tuple()
                .addUUID(version)
                .addArrayOfInteger(array(lines, RateLine::number, Integer[]::new))
                .addArrayOfString(array(lines, RateLine::prefix, String[]::new))
                .addArrayOfString(array(lines, line -> line.rate().destination(), String[]::new))
                .addArrayOfString(array(lines, line -> line.rate().kind().text(), String[]::new))
                .addArrayOfString(array(lines, line -> line.rate().access().text(), String[]::new))
                .addArrayOfLong(array(lines, line -> line.rate().setupFee().micros(), Long[]::new))
                .addArrayOfLong(array(lines, line -> line.rate().perMinute().micros(), Long[]::new))
                .addArrayOfInteger(array(lines, line -> line.rate().minimumSeconds(), Integer[]::new))
                .addArrayOfInteger(array(lines, line -> line.rate().incrementSeconds(), Integer[]::new))
                .addArrayOfLong(array(lines, line -> micros(line.rate().perSegment()), Long[]::new))
                .addArrayOfInteger(
                        array(lines, line -> Days.bits(line.rate().band().days()), Integer[]::new))
                .addArrayOfLocalTime(array(lines, line -> line.rate().band().from(), LocalTime[]::new))
                .addArrayOfLocalTime(array(lines, line -> line.rate().band().until(), LocalTime[]::new))
                .addArrayOfOffsetDateTime(array(lines, line -> at(line.rate().validFrom()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(array(lines, line -> at(line.rate().validUntil()), OffsetDateTime[]::new));
        return transaction.preparedQuery(ADD).execute(values).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getInteger("number"))
                .collect(Collectors.toSet()));
    }

    /** 0 if there is none. Numbers may have gaps. */
    Uni<Integer> lastNumberOf(SqlConnection transaction, UUID version) {
        String sql = "select coalesce(max(number), 0) as last from tariff_rate where version_id = $1";
        return transaction.preparedQuery(sql).execute(Tuple.of(version)).map(rows -> rows.iterator()
                .next()
                .getInteger("last"));
    }

    /** In the order of the import. What a cursor of this list holds is the number of the last rate. */
    Uni<Page<RateLine>> page(UUID version, PageRequest page) {
        long after = Math.max(0, page.before().getLeastSignificantBits());
        String sql = "select * from tariff_rate where version_id = $1 and number > $2::bigint order by number limit $3";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(version, after, page.limitPlusOne()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RateRepository::line)
                        .toList())
                .map(lines -> Page.of(lines, page, line -> new UUID(0, line.number())));
    }

    /** How many of a version differ in more than their prefix. Reads them all: a million take about two seconds. */
    Uni<Long> countDifferent(SqlConnection transaction, UUID version) {
        String sql = """
                select count(*) as different from (
                    select distinct destination, kind, access, setup_fee, per_minute, minimum_seconds, increment_seconds,
                        per_segment, days, from_time, until_time, valid_from, valid_until
                    from tariff_rate where version_id = $1) as rate""";
        return transaction.preparedQuery(sql).execute(Tuple.of(version)).map(rows -> rows.iterator()
                .next()
                .getLong("different"));
    }

    /** Reads a version into memory, a part at a time. */
    Uni<RateTable> table(SqlConnection transaction, UUID version) {
        String sql = "select * from tariff_rate where version_id = $1 order by prefix collate \"C\"";
        return transaction.prepare(sql).chain(statement -> statement
                .createStream(ROWS_AT_ONCE, Tuple.of(version))
                .toMulti()
                .collect()
                .in(RateTable.Builder::new, RateRepository::add)
                .map(RateTable.Builder::build));
    }

    private static void add(RateTable.Builder table, Row row) {
        RateLine line = line(row);
        table.add(line.prefix(), line.rate());
    }

    private static RateLine line(Row row) {
        Long perSegment = row.getLong("per_segment");
        Rate rate = new Rate(
                row.getString("destination"),
                DestinationKind.valueOf(constant(row.getString("kind"))),
                Access.valueOf(constant(row.getString("access"))),
                new UnitPrice(row.getLong("setup_fee")),
                new UnitPrice(row.getLong("per_minute")),
                row.getInteger("minimum_seconds"),
                row.getInteger("increment_seconds"),
                perSegment == null ? null : new UnitPrice(perSegment),
                new Band(
                        Days.ofBits(row.getInteger("days")),
                        row.getLocalTime("from_time"),
                        row.getLocalTime("until_time")),
                instant(row.getOffsetDateTime("valid_from")),
                instant(row.getOffsetDateTime("valid_until")));
        return new RateLine(row.getInteger("number"), row.getString("prefix"), rate);
    }

    private static String constant(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <T> @Nullable T[] array(
            List<RateLine> lines, Function<RateLine, @Nullable T> part, IntFunction<@Nullable T[]> maker) {
        return lines.stream().map(part).toArray(maker);
    }

    private static @Nullable Long micros(@Nullable UnitPrice price) {
        return price == null ? null : price.micros();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
