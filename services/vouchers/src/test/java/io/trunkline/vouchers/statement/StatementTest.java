package io.trunkline.vouchers.statement;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Operator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has changed a balance can be kept, printed, and looked at by operators. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class StatementTest {

    private final Customer customer = anybody();
    private final Operator operator = Operator.anyOperator();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Test
    void isALineForEachChangeAsCsv() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst());
        adjust("-1.25", "Lost card, \"blue\"");

        List<String> lines = statement("text/csv", month())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("booked_at,kind,source,note,amount,balance,currency");
        assertThat(lines.get(1)).contains(",voucher-activation,voucher:").endsWith(",,5.00,5.00,EUR");
        assertThat(lines.get(2)).contains(",adjustment,").endsWith(",\"Lost card, \"\"blue\"\"\",-1.25,3.75,EUR");
    }

    @Test
    void isADocumentAsPdf() throws IOException {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst());
        adjust("-1.25", "Caf\u00e9 \u041c");

        byte[] pdf = statement("application/pdf", month())
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "Statement in EUR",
                            "Account " + customer.account(),
                            "Balance before: 0.00",
                            "Added: 5.00",
                            "Taken: 1.25",
                            "Balance after: 3.75",
                            "voucher-activation",
                            "adjustment: Caf\u00e9 ?",
                            "Page 1 of 1");
        }
    }

    @Test
    void beginsWithWhatWasThereBefore() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst());
        String tomorrow = today.plusDays(1).toString();

        Response later = statement("application/pdf", Map.of("from", tomorrow, "to", tomorrow));
        Response before = statement("text/csv", Map.of("from", "2020-01-01", "to", "2020-12-31"));

        assertThat(text(later)).contains("Balance before: 5.00", "Added: 0.00", "Balance after: 5.00");
        assertThat(before.asString().lines()).hasSize(1);
        assertThat(text(statement("application/pdf", Map.of("from", "2020-01-01", "to", "2020-12-31"))))
                .contains("Balance before: 0.00", "Balance after: 0.00");
    }

    @Test
    void aLongOneHasAsManyPagesAsItNeeds() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst());
        for (int i = 0; i < 60; i++) {
            adjust("-0.01", "Number " + i);
        }

        String text = text(statement("application/pdf", month()));

        assertThat(text).contains("Number 0", "Number 59", "Page 2 of 2", "Balance after: 4.40");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 2026-11-01, UTC, to",
        "2025-01-01, 2026-01-02, UTC, to",
        "yesterday, 2026-11-01, UTC, from",
        "2026-02-30, 2026-11-01, UTC, from",
        "2026-11-01, 2026-11-30, Atlantis, zone",
        "+999999-01-01, 2026-11-30, UTC, from"
    })
    void whatIsNoPeriodIsAProblem(String from, String to, String zone, String wrong) {
        statement("text/csv", Map.of("from", from, "to", to, "zone", zone))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + wrong));
    }

    @Test
    void whatIsNoCurrencyIsAProblem() {
        customer.request()
                .queryParams(month())
                .get("/v1/statements/XEU0")
                .then()
                .statusCode(400);
        customer.request().get("/v1/statements/EUR").then().statusCode(400);
        given().queryParams(month()).get("/v1/statements/EUR").then().statusCode(401);
    }

    @Test
    void operatorsSeeTheAccountsOfOthersAndNobodyElseDoes() {
        customer.activate(operator.codes(1, "5.00", "EUR").getFirst());
        adjust("-1.25", "Lost card");
        Map<String, Object> whose = Map.of("account", customer.account());

        asOperator(whose, "/v1/balance").then().body("balances[0].amount", equalTo("3.75"));
        asOperator(whose, "/v1/ledger-entries")
                .then()
                .body("items", hasSize(2))
                .body("items[0].note", equalTo("Lost card"));
        given().auth()
                .oauth2(operator.token())
                .accept("text/csv")
                .queryParams(month())
                .queryParams(whose)
                .get("/v1/statements/EUR")
                .then()
                .statusCode(200);
        for (String path : List.of("/v1/balance", "/v1/ledger-entries", "/v1/statements/EUR")) {
            anybody()
                    .request()
                    .queryParams(month())
                    .queryParams(whose)
                    .get(path)
                    .then()
                    .statusCode(403);
            asOperator(Map.of("account", "me"), path).then().statusCode(400);
        }
        customer.request().queryParams(whose).get("/v1/balance").then().statusCode(200);
    }

    private Response asOperator(Map<String, ?> parameters, String path) {
        return given().auth().oauth2(operator.token()).queryParams(parameters).get(path);
    }

    private Response statement(String mediaType, Map<String, String> parameters) {
        return customer.request().accept(mediaType).queryParams(parameters).get("/v1/statements/EUR");
    }

    private Map<String, String> month() {
        return Map.of(
                "from", today.minusDays(1).toString(), "to", today.plusDays(1).toString());
    }

    private static String text(Response pdf) {
        try (PDDocument document =
                Loader.loadPDF(pdf.then().statusCode(200).extract().asByteArray())) {
            return new PDFTextStripper().getText(document);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void adjust(String amount, String reason) {
        given().auth()
                .oauth2(operator.token())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "account",
                        customer.account(),
                        "amount",
                        Map.of("amount", amount, "currency", "EUR"),
                        "reason",
                        reason,
                        "reference",
                        UUID.randomUUID().toString()))
                .post("/v1/adjustments")
                .then()
                .statusCode(201);
    }
}
