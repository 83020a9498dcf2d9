package io.trunkline.vouchers.ledger;

import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Money;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must never happen is refused by the database itself, whichever code asks for it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class LedgerConstraintsTest {

    @Inject
    Database database;

    private final Customer customer = anybody();
    private UUID voucher;
    private UUID entry;

    @BeforeEach
    void oneActivation() {
        voucher = customer.activate(anyOperator().codes(1, "5.00", "EUR").getFirst())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("voucherId");
        entry = UUID.fromString(
                database.text("select id::text from ledger_entry where account_id = ?", customer.account()));
    }

    @Test
    void noBalanceFallsBelowZero() {
        refused("update balance set amount = amount - 501 where account_id = ?", customer.account());
    }

    @Test
    void noVoucherIsBookedTwice() {
        refused("""
                insert into ledger_entry
                    (id, account_id, kind, source, currency, amount, balance_after, booked_at)
                select gen_random_uuid(), account_id, kind, source, currency, amount, balance_after, booked_at
                from ledger_entry where id = ?""", entry);
    }

    @Test
    void noEntryHasOneSide() {
        refused("insert into ledger_posting (entry_id, account, amount) values (?, 'house:elsewhere', 1)", entry);
    }

    @Test
    void noPostingIsWithoutItsEntry() {
        refused("""
                insert into ledger_posting (entry_id, account, amount)
                select ?::uuid, account, amount from (values ('house:here', 1), ('house:there', -1)) side (account, amount)""", UUID.randomUUID());
    }

    @Test
    void theJournalIsNotRewritten() {
        refused("update ledger_entry set amount = 1 where id = ?", entry);
        refused("delete from ledger_posting where entry_id = ?", entry);
        refused("truncate ledger_posting");
    }

    @Test
    void noVoucherIsUsedAfterItsTime() {
        refused(
                "update voucher set activated_at = expires_at, activated_by = ? where id = ?",
                customer.account(),
                voucher);
    }

    @Test
    void noCodeExistsTwice() {
        refused("""
                insert into voucher (id, batch_id, serial, code_hash, credit, currency, expires_at)
                select gen_random_uuid(), batch_id, serial + 1, code_hash, credit, currency, expires_at
                from voucher where id = ?""", voucher);
    }

    private void refused(String sql, Object... values) {
        // Class 23 of SQLSTATE: a constraint is violated.
        assertThatThrownBy(() -> database.execute(sql, values))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                        .startsWith("23"));
    }

    @Test
    void moneyLooksAlikeInSqlAndInJava() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getDefaultFractionDigits() >= 0) {
                assertLooksAlike(new Money(Long.MAX_VALUE, currency));
                assertLooksAlike(new Money(-1, currency));
                assertLooksAlike(new Money(0, currency));
            }
        }
    }

    private void assertLooksAlike(Money money) {
        String amount = database.text(
                "select money_json(?::bigint, ?::text) ->> 'amount'", money.minor(), money.currencyCode());
        assertThat(amount).as(money.currencyCode()).isEqualTo(money.amount());
    }
}
