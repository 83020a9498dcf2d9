package io.trunkline.vouchers.batch;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.aBatch;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Together;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Operator;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ExportTest {

    /** Two whole parts and a rest. */
    private static final int COUNT = 20_007;

    @Inject
    Database database;

    @Inject
    ExportMaker maker;

    private final Operator operator = anyOperator();
    private final PrintShop shop = PrintShop.modern();

    @Test
    void thePrintShopGetsEveryCodeOnce() {
        UUID batch = operator.drafted(aBatch(COUNT, "5.00", "EUR"));

        export(batch, shop)
                .then()
                .statusCode(202)
                .body("batchId", equalTo(batch.toString()))
                .body("total", equalTo(COUNT))
                .body("finishedAt", nullValue());
        awaitReady(batch);

        String csv =
                shop.decryptArchive(file(batch).then().statusCode(200).extract().asByteArray());
        List<String> lines = csv.lines().toList();
        assertThat(lines)
                .hasSize(COUNT + 1)
                .first()
                .isEqualTo("serial,code,credit,currency,vendor,bulk_number,expires_at");
        assertThat(lines.getLast()).startsWith(COUNT + ",");
        List<String> codes = Operator.codesOf(csv);
        assertThat(new HashSet<>(codes)).hasSize(COUNT);
        assertThat(database.number(
                        "select count(distinct serial) from voucher where batch_id = ? and serial <= ?", batch, COUNT))
                .isEqualTo(COUNT);
        for (int index : new int[] {0, 9_999, 10_000, COUNT - 1}) {
            anybody().activate(codes.get(index)).then().statusCode(201);
        }
        operator.batch(batch).then().body("state", equalTo("issued")).body("vouchers.active", equalTo(4));
        Topics.await(
                Topic.VOUCHERS_VOUCHER,
                event -> event instanceof VoucherEvent.BatchIssued issued
                        && issued.batchId().equals(batch));
    }

    @Test
    void theFileCanBeFetchedAgain() {
        UUID batch = operator.drafted(aBatch(3, "5.00", "EUR"));
        export(batch, shop);
        awaitReady(batch);

        Response first = file(batch);
        Response second = file(batch);

        first.then()
                .contentType("application/zip")
                .header("Content-Disposition", startsWith("attachment"))
                .header("Cache-Control", equalTo("no-store"));
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    }

    @Test
    void askingAgainChangesNothing() {
        UUID batch = operator.drafted(aBatch(3, "5.00", "EUR"));
        PrintShop other = PrintShop.modern();

        List<Integer> answers = Together.call(8, _ -> export(batch, shop).statusCode());
        awaitReady(batch);

        assertThat(answers).containsOnly(202);
        export(batch, shop).then().statusCode(202).body("state", equalTo("ready"));
        export(batch, other).then().statusCode(409).body("type", equalTo("urn:trunkline:problem:batch-issued"));
        operator.issue(batch).then().statusCode(409);
        assertThat(database.number("select count(*) from voucher where batch_id = ?", batch))
                .isEqualTo(3);
    }

    @Test
    void manyWhoMakeAtOnceMakeEachCodeOnce() {
        UUID batch = operator.drafted(aBatch(COUNT, "5.00", "EUR"));
        export(batch, shop).then().statusCode(202);

        Together.call(4, _ -> {
            maker.make().await().atMost(Duration.ofSeconds(60));
            return null;
        });

        awaitReady(batch);
        assertThat(database.number("select count(*) from voucher where batch_id = ?", batch))
                .isEqualTo(COUNT);
        assertThat(database.number("select count(*) from voucher_export_part where batch_id = ?", batch))
                .isEqualTo(3);
    }

    @Test
    void aPartThatFailsLeavesNothingAndIsMadeAgain() throws SQLException {
        UUID batch = operator.drafted(aBatch(COUNT, "5.00", "EUR"));
        database.execute("""
                insert into voucher (id, batch_id, serial, code_hash, credit, currency, expires_at)
                select gen_random_uuid(), id, 10005, sha256(id::text::bytea), credit, currency, expires_at
                from voucher_batch where id = ?""", batch);

        export(batch, shop).then().statusCode(202);
        await().atMost(Duration.ofSeconds(60)).until(this::partFails);

        status(batch).then().body("state", equalTo("making")).body("made", equalTo(10_000));
        file(batch).then().statusCode(409).body("type", equalTo("urn:trunkline:problem:export-not-ready"));
        assertThat(database.number("select count(*) from voucher where batch_id = ?", batch))
                .isEqualTo(10_001);

        database.execute("delete from voucher where batch_id = ? and serial = 10005", batch);
        awaitReady(batch);
        List<String> codes = Operator.codesOf(shop.decryptArchive(file(batch).asByteArray()));
        assertThat(new HashSet<>(codes)).hasSize(COUNT);
        anybody().activate(codes.get(10_004)).then().statusCode(201);
    }

    private boolean partFails() {
        try {
            maker.make().await().atMost(Duration.ofSeconds(60));
            return false;
        } catch (PgException failure) {
            return true;
        }
    }

    @Test
    void whatIsTooLargeToShowIsExported() {
        UUID batch = operator.drafted(aBatch(10_001, "5.00", "EUR"));

        operator.issue(batch)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:trunkline:problem:batch-too-large-to-show"));

        export(batch, shop).then().statusCode(202);
        awaitReady(batch);
    }

    @Test
    void aFileIsDeletedAfterItsTime() throws SQLException {
        UUID batch = operator.drafted(aBatch(3, "5.00", "EUR"));
        export(batch, shop);
        awaitReady(batch);

        finishedAgo(batch, 29);
        maker.deleteOld().await().indefinitely();
        file(batch).then().statusCode(200);
        finishedAgo(batch, 31);
        maker.deleteOld().await().indefinitely();

        file(batch).then().statusCode(410).body("type", equalTo("urn:trunkline:problem:export-deleted"));
        assertThat(database.number("select count(*) from voucher_export_part where batch_id = ?", batch))
                .isZero();
    }

    private void finishedAgo(UUID batch, int days) throws SQLException {
        database.execute(
                "update voucher_export set finished_at = now() - make_interval(days => ?) where batch_id = ?",
                days,
                batch);
    }

    @Test
    void whatIsNotExportedIsAProblem() {
        UUID draft = operator.drafted(aBatch(3, "5.00", "EUR"));

        status(draft).then().statusCode(404).body("type", equalTo("urn:trunkline:problem:unknown-export"));
        file(draft).then().statusCode(404);
        export(UUID.randomUUID(), shop).then().statusCode(404);
        request()
                .contentType(ContentType.JSON)
                .body(Map.of("publicKey", "none"))
                .post("/v1/voucher-batches/{id}/export", draft)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/publicKey"));
        operator.batch(draft).then().body("state", equalTo("draft"));
    }

    @Test
    void aVoidedDraftIsNotExported() {
        UUID batch = operator.drafted(aBatch(3, "5.00", "EUR"));
        operator.voidBatch(batch, "A mistake").then().statusCode(200);

        export(batch, shop).then().statusCode(409).body("type", equalTo("urn:trunkline:problem:batch-voided"));
    }

    @Test
    void customersExportNothing() {
        String user = TestTokens.of(UUID.randomUUID(), "user");

        given().auth()
                .oauth2(user)
                .get("/v1/voucher-batches/{id}/export/file", UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    private void awaitReady(UUID batch) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "ready".equals(status(batch).path("state")));
    }

    private Response export(UUID batch, PrintShop shop) {
        return request()
                .contentType(ContentType.JSON)
                .body(Map.of("publicKey", shop.publicKey()))
                .post("/v1/voucher-batches/{id}/export", batch);
    }

    private Response status(UUID batch) {
        return request().get("/v1/voucher-batches/{id}/export", batch);
    }

    private Response file(UUID batch) {
        return request().get("/v1/voucher-batches/{id}/export/file", batch);
    }

    private RequestSpecification request() {
        return given().auth().oauth2(operator.token());
    }
}
