package io.trunkline.vouchers.contract.ledger;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.BillingSystemContract;
import io.trunkline.vouchers.contract.Clerk;
import jakarta.inject.Inject;
import java.sql.SQLException;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class LedgerBillingTest extends BillingSystemContract {

    @Inject
    LedgerBilling billing;

    @Inject
    Database database;

    private final Clerk clerk = Clerk.any();

    @Override
    protected BillingSystem billing() {
        return billing;
    }

    @Override
    protected void keeps(String name, long balance, E164... phones) {
        makeRoomFor(name);
        String id = clerk.created(Clerk.with(Clerk.aContract(phones), "name", name));
        if (balance != 0) {
            clerk.adjust(id, Money.ofMinor(balance, "RUB").amount());
        }
    }

    /** Names are unique; the run before may have left one. */
    private void makeRoomFor(String name) {
        try {
            database.execute("delete from contract where name = ?", name);
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }
}
