package io.trunkline.vouchers.proof;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ProofResourceTest {

    @Inject
    Database database;

    private final Operator operator = anyOperator();
    private final Customer customer = anybody();

    @Test
    void whatIsBookedIsSealedAndHolds() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst()).then().statusCode(201);
        awaitSealed();

        Response proof = proof(0);

        proof.then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("entries", greaterThan(0))
                .body("head.hash.length()", equalTo(64));
    }

    /** As somebody would who has the database in his hands: he takes the triggers off first. */
    @Test
    void whoeverChangesTheJournalBreaksASeal() throws SQLException {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst()).then().statusCode(201);
        awaitSealed();
        long before = lastSealBefore();

        forge("update ledger_posting set amount = amount * 2 where entry_id = (%s)");
        assertThat(broken(before)).hasSize(1);
        forge("update ledger_posting set amount = amount / 2 where entry_id = (%s)");
        assertThat(broken(before)).isEmpty();

        forge("update ledger_entry set note = 'nothing' where id = (%s)");
        assertThat(broken(before)).hasSize(1);
        forge("update ledger_entry set note = null where id = (%s)");
        assertThat(broken(before)).isEmpty();
    }

    @Test
    void sealsThemselvesAreNotRewritten() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst()).then().statusCode(201);
        awaitSealed();

        assertThatThrownBy(() -> database.execute("delete from ledger_seal")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.execute("update ledger_seal set entries = entries + 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void onlyOperatorsAsk() {
        customer.request().get("/v1/ledger/proof").then().statusCode(403);
        given().get("/v1/ledger/proof").then().statusCode(401);
        given().auth()
                .oauth2(operator.token())
                .get("/v1/ledger/proof?limit=0")
                .then()
                .statusCode(400);
    }

    private void forge(String sql) throws SQLException {
        String mine = "select id from ledger_entry where account_id = '" + customer.account() + "'";
        database.execute("alter table ledger_posting disable trigger user");
        database.execute("alter table ledger_entry disable trigger user");
        try {
            database.execute(sql.formatted(mine));
        } finally {
            database.execute("alter table ledger_posting enable trigger user");
            database.execute("alter table ledger_entry enable trigger user");
        }
    }

    private void awaitSealed() {
        await().atMost(Duration.ofSeconds(20)).until(() -> database.number("""
                        select count(*) from ledger_entry e
                        where account_id = ? and exists (
                            select from ledger_seal s where (s.last_xid, s.last_id) >= (e.xid, e.id))""", customer.account()) > 0);
    }

    private long lastSealBefore() {
        return database.number("""
                select coalesce(max(s.number), 0) from ledger_seal s
                join ledger_entry e on (s.last_xid, s.last_id) < (e.xid, e.id) where e.account_id = ?""", customer.account());
    }

    private List<Integer> broken(long after) {
        return proof(after).path("broken");
    }

    private Response proof(long after) {
        return given().auth().oauth2(operator.token()).get("/v1/ledger/proof?limit=1000&after=" + after);
    }
}
