package io.trunkline.kit.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes a statement be parsed and planned once per connection.
 *
 * <p>By default the client does not keep statements of 2,048 characters and more, and those that do several steps at once are
 * that long. And the server, by default, may plan a kept statement anew for each set of values: what ours look for is found by
 * an index whatever the values are, and planning costs more than running.
 *
 * <p>A kept plan may be older than the rows: one that was made for an empty table, on the first day or after a burst, would go
 * through all of it when it has grown, until the statistics are renewed. So tables are read as a whole only where no index helps.
 */
@Singleton
class PreparedStatements implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(PreparedStatements::keepPlans);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private static void keepPlans(PgConnectOptions options) {
        options.setPreparedStatementCacheSqlFilter(_ -> true);
        options.addProperty("plan_cache_mode", "force_generic_plan");
        options.addProperty("enable_seqscan", "off");
    }
}
