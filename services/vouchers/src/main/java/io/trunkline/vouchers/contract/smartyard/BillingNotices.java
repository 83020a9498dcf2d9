package io.trunkline.vouchers.contract.smartyard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingConfig;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells the billing system what has been paid, until it says that it has it. It may be told of a payment more than once, when an
 * answer was lost: the payment's id is with it, by which it knows.
 */
@ApplicationScoped
class BillingNotices {

    private static final Logger LOG = Logger.getLogger(BillingNotices.class);
    private static final String OPERATION = "paysuccess";
    private static final int BITE = 20;

    private static final String ADD = """
            insert into billing_notice (payment_id, contract_id, phone, invoice, amount, due_at)
            values ($1, $2, $3, (select number from billing_invoice where payment_id = $1), $4, $5)""";

    /** Whoever takes some has them to himself until they are due again: half a minute at first, ten in the end. */
    private static final String TAKE = """
            update billing_notice
            set attempts = attempts + 1,
                due_at = $1::timestamptz + least(interval '10 minutes', interval '30 seconds' * power(2, least(attempts, 10)))
            where payment_id in (
                select payment_id from billing_notice
                where told_at is null and due_at <= $1::timestamptz
                order by due_at limit $2::integer for update skip locked)
            returning payment_id, contract_id, phone, invoice, amount, attempts""";

    private static final String COUNT = """
            select count(*) as untold from (
                select 1 from billing_notice where told_at is null limit 100000) as waiting""";

    private final SmartyardClient client;
    private final BillingConfig config;
    private final Pool pool;
    private final Clock clock;
    private volatile long untold;

    BillingNotices(SmartyardClient client, BillingConfig config, Pool pool, Clock clock, MeterRegistry registry) {
        this.client = client;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        if (config.url().isPresent()) {
            Gauge.builder("trunkline.billing.untold", () -> untold)
                    .description("Payments that the billing system has not been told of, counted up to 100,000")
                    .register(registry);
        }
    }

    /** In the transaction of the payment's success. */
    Uni<Void> add(SqlConnection transaction, UUID payment, PaidContract paid, Money amount) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(payment, paid.contract(), paid.payer().number(), amount.minor(), now()))
                .replaceWithVoid();
    }

    @Scheduled(every = "1s", identity = "billing-notices", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return config.url().isEmpty()
                ? Uni.createFrom().voidItem()
                : take().chain(this::tellAll).chain(this::count);
    }

    private Uni<RowSet<Row>> take() {
        return Transactions.toTheEnd(() -> pool.preparedQuery(TAKE).execute(Tuple.of(now(), BITE)));
    }

    private Uni<Void> tellAll(RowSet<Row> notices) {
        return Multi.createFrom()
                .iterable(notices)
                .onItem()
                .transformToUniAndMerge(this::tell)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A failure is waited out: the next attempt is noted already. */
    private Uni<Void> tell(Row notice) {
        UUID payment = notice.getUUID("payment_id");
        return client.ask(OPERATION, question(notice))
                .invoke(BillingNotices::requireTaken)
                .chain(() -> done(payment))
                .onFailure(Refused.class)
                .invoke(refused -> LOG.warnf(
                        "The billing system has not taken payment %s yet, attempt %d",
                        payment, notice.getInteger("attempts")))
                .onFailure(Refused.class)
                .recoverWithNull();
    }

    private Uni<Void> count() {
        return pool.query(COUNT)
                .execute()
                .invoke(rows -> untold = rows.iterator().next().getLong("untold"))
                .replaceWithVoid();
    }

    private static ObjectNode question(Row notice) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("login", notice.getString("contract_id"))
                .put("amount", notice.getLong("amount").toString())
                .put("phone", SmartyardBilling.digits(E164.of(notice.getString("phone"))))
                .put("invoice", notice.getString("invoice"))
                .put("paymentId", notice.getUUID("payment_id").toString());
    }

    /** A system that does not know the operation, or the contract, has not taken the money. */
    private static void requireTaken(JsonNode answer) {
        if (answer.isMissingNode()) {
            throw SmartyardClient.unusable(OPERATION, "it is not found");
        }
    }

    private Uni<Void> done(UUID payment) {
        return pool.preparedQuery("update billing_notice set told_at = $2 where payment_id = $1")
                .execute(Tuple.of(payment, now()))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
