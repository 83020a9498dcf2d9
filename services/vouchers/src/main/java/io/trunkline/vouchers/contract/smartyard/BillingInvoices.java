package io.trunkline.vouchers.contract.smartyard;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.database.Transactions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the billing system calls payments. */
@ApplicationScoped
class BillingInvoices {

    private final Pool pool;

    BillingInvoices(Pool pool) {
        this.pool = pool;
    }

    Uni<Boolean> has(UUID payment) {
        return pool.preparedQuery("select 1 from billing_invoice where payment_id = $1")
                .execute(Tuple.of(payment))
                .map(rows -> rows.size() == 1);
    }

    /** The first number stays. */
    Uni<Void> add(UUID payment, String number) {
        String sql = "insert into billing_invoice (payment_id, number) values ($1, $2) on conflict do nothing";
        return Transactions.toTheEnd(() -> pool.preparedQuery(sql).execute(Tuple.of(payment, number)))
                .replaceWithVoid();
    }
}
