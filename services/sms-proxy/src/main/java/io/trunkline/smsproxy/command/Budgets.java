package io.trunkline.smsproxy.command;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.smsproxy.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;

/** Bounds what somebody can make the system send: codes to dear numbers are a business of its own (SMS pumping). */
@ApplicationScoped
class Budgets {

    private static final int HOURS_KEPT = 48;

    private static final String SPEND = """
            insert into command_budget (prefix, hour, used) values ($1, $2, 1)
            on conflict (prefix, hour) do update set used = command_budget.used + 1
            returning used""";

    private final Pool database;
    private final CommandConfig config;
    private final Clock clock;

    Budgets(Pool database, CommandConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Takes one message from the budget of its destination; false if there is none left for this hour. */
    Uni<Boolean> spend(SqlConnection transaction, E164 to) {
        Budget budget = budgetOf(to);
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return transaction
                .preparedQuery(SPEND)
                .execute(Tuple.of(budget.prefix(), Rows.at(hour)))
                .map(rows -> rows.iterator().next().getInteger("used") <= budget.perHour());
    }

    private record Budget(String prefix, int perHour) {}

    private Budget budgetOf(E164 to) {
        return config.budgets().entrySet().stream()
                .filter(budget -> to.number().startsWith(budget.getKey()))
                .max(Comparator.comparingInt(budget -> budget.getKey().length()))
                .map(Budgets::budget)
                .orElseGet(() -> new Budget(country(to), config.budgetPerCountry()));
    }

    private static Budget budget(Map.Entry<String, Integer> entry) {
        return new Budget(entry.getKey(), entry.getValue());
    }

    private static String country(E164 number) {
        String region = PhoneNumbers.regionOf(number);
        return region == null ? "elsewhere" : region;
    }

    @Scheduled(every = "1h", delayed = "13m", identity = "command-budget-sweep")
    Uni<Void> forgetOld() {
        return database.preparedQuery("delete from command_budget where hour < $1")
                .execute(Tuple.of(Rows.at(clock.instant().minus(HOURS_KEPT, ChronoUnit.HOURS))))
                .replaceWithVoid();
    }
}
