package io.trunkline.vouchers.tariff;

import static io.restassured.RestAssured.given;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.PriceList.awaitPrice;
import static io.trunkline.vouchers.PriceList.pricing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Operator;
import io.trunkline.vouchers.PriceList;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file of prices to what a customer is told. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class TariffResourceTest {

    private static final String RATES = """
            prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment
            34,Spain,national-landline,charged,0.05,0.0125,60,60,
            346,Spain mobile,national-mobile,charged,0.05,0.08,30,6,0.055
            34900,Freephone,special,free,,,,,
            3480,Premium,special,blocked,,,,,
            """;

    @Inject
    Database database;

    private final Customer customer = anybody();
    private PriceList prices;

    @BeforeEach
    void aTariff() {
        prices = PriceList.anyIn("EUR");
    }

    @Test
    void aPublishedRateIsToldToWhoPaysByIt() {
        prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.08");

        pricing(customer, "+34600123456")
                .then()
                .statusCode(200)
                .body("destination", equalTo("Spain mobile"))
                .body("kind", equalTo("national-mobile"))
                .body("currency", equalTo("EUR"))
                .body("setupFee", equalTo("0.05"))
                .body("minimumSeconds", equalTo(30))
                .body("perSegment", equalTo("0.055"));
        pricing(customer, "+34910123456").then().body("perSegment", nullValue());
        pricing(customer, "+34900123456").then().statusCode(200).body("perMinute", equalTo("0"));
        pricing(customer, "+34803123456").then().statusCode(409).body("type", endsWith("blocked-destination"));
        pricing(customer, "+447700900123").then().statusCode(404).body("type", endsWith("unknown-destination"));
        pricing(customer, "12").then().statusCode(400).body("errors[0].pointer", equalTo("/number"));
    }

    @Test
    void aCallIsPricedInPieces() {
        prices.published("""
                prefix,destination,kind,per_minute,minimum_seconds,increment_seconds,days,from,until
                34,Spain by day,national-landline,1.20,60,60,,,
                34,Spain by night,national-landline,0.60,60,6,mon-sun,20:00,06:00
                """);
        prices.assignTo(customer.account());
        awaitKnown("+34910123456");
        String beforeEight = tomorrowInMadridAt("19:58:30");

        price(Map.of("number", "+34910123456", "start", beforeEight, "seconds", 130))
                .then()
                .statusCode(200)
                .body("price.amount", equalTo("2.52"))
                .body("price.currency", equalTo("EUR"))
                .body("pieces.seconds", contains(120, 12))
                .body("pieces.destination", contains("Spain by day", "Spain by night"));
    }

    @ParameterizedTest
    @CsvSource({"-1, /seconds", "86401, /seconds", "9223372036854775807, /seconds"})
    void aCallThatCannotBeHasNoPrice(long seconds, String pointer) {
        prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.08");

        price(Map.of("number", "+34600123456", "seconds", seconds))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void theTimeOfACallHasBounds() {
        prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.08");

        price(Map.of("number", "+34600123456", "start", "+1000000000-12-31T23:59:59Z", "seconds", 1))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/start"));
    }

    @Test
    void theDefaultTariffHoldsForWhoHasCreditOfItsCurrency() {
        PriceList kroner = PriceList.anyIn("ISK");
        kroner.published(RATES);
        PriceList others = PriceList.anyIn("ISK");
        others.published(RATES.replace("0.08", "0.09"));
        others.makeDefault();
        customer.activate(Operator.anyOperator().codes(1, "500", "ISK").getFirst())
                .then()
                .statusCode(201);

        kroner.makeDefault();

        awaitPrice(customer, "+34600123456", "0.08");
        others.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.09");
        others.request()
                .delete("/v1/tariffs/{id}/accounts/{account}", others.id(), customer.account())
                .then()
                .statusCode(204);
        awaitPrice(customer, "+34600123456", "0.08");
    }

    @Test
    void aVersionThatBeginsLaterLeavesThePricesOfToday() {
        prices.published(RATES);
        prices.assignTo(customer.account());
        awaitPrice(customer, "+34600123456", "0.08");
        Instant nextWeek = Instant.now().plus(Duration.ofDays(7));
        UUID next = prices.draft();
        prices.importInto(next, RATES.replace("0.08", "0.80")).then().statusCode(200);
        prices.publish(next, Map.of("validFrom", nextWeek.toString())).then().statusCode(200);

        await().untilAsserted(() -> price(Map.of(
                        "number",
                        "+34600123456",
                        "start",
                        nextWeek.plusSeconds(1).toString(),
                        "seconds",
                        60))
                .then()
                .body("price.amount", equalTo("0.85")));

        pricing(customer, "+34600123456").then().body("perMinute", equalTo("0.08"));
    }

    @Test
    void aFileWithAMistakeChangesNothing() {
        UUID version = prices.draft();

        prices.importInto(version, RATES + "34,Spain,national-landline,charged,,cheap,,,\n")
                .then()
                .statusCode(422)
                .body("imported", equalTo(0))
                .body("refused", equalTo(1))
                .body("findings.line", contains(6))
                .body("findings.column", contains("per_minute"));

        prices.rates(version, Map.of()).then().statusCode(200).body("items", hasSize(0));
        prices.publish(version, Map.of()).then().statusCode(409).body("type", endsWith("version-empty"));
    }

    @Test
    void partOfAFileIsTakenWhereThatIsAskedFor() {
        UUID version = prices.draft();

        prices.importInto(version, RATES + "x,Spain,national-landline,charged,,1,,,\n", Map.of("partial", "true"))
                .then()
                .statusCode(200)
                .body("imported", equalTo(4))
                .body("findings.line", contains(6));

        prices.importInto(version, RATES, Map.of("partial", "perhaps")).then().statusCode(400);
    }

    @Test
    void aRateIsNotTakenTwice() {
        UUID version = prices.draft();
        prices.importInto(version, RATES).then().statusCode(200);

        prices.importInto(version, RATES.replace("346,", "347,"))
                .then()
                .statusCode(422)
                .body("findings.line", contains(2, 4, 5));

        prices.importInto(version, RATES.replace("346,", "347,"), Map.of("partial", "true"))
                .then()
                .statusCode(200)
                .body("imported", equalTo(1));
        prices.publish(version, Map.of()).then().statusCode(200).body("rates", equalTo(5));
    }

    @Test
    void ratesArePagedInTheirOrder() {
        UUID version = prices.draft();
        prices.importInto(version, RATES).then().statusCode(200);

        JsonPath first = prices.rates(version, Map.of("limit", 3))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath second = prices.rates(version, Map.of("limit", 3, "cursor", first.getString("next")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("items.prefix")).isEqualTo(List.of("34", "346", "34900"));
        assertThat(second.getList("items.prefix")).isEqualTo(List.of("3480"));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void whatNoReplicaHasRoomForIsNotPublished() {
        PriceList list = PriceList.anyIn("EUR");
        UUID version = list.draft();
        for (int file = 0; file < 4; file++) {
            StringBuilder csv = new StringBuilder(
                    "prefix,destination,kind,access,setup_fee,per_minute,minimum_seconds,increment_seconds,per_segment\n");
            for (int i = 0; i < 12_501; i++) {
                int rate = file * 12_501 + i;
                csv.append(1_000_000 + rate).append(",A,special,charged,,0.%06d,,,\n".formatted(rate));
            }
            list.importInto(version, csv.toString()).then().statusCode(200).body("imported", equalTo(12_501));
        }

        list.publish(version, Map.of())
                .then()
                .statusCode(409)
                .body("type", endsWith("too-many-different-rates"))
                .body("detail", containsString("50004"));
    }

    @Test
    void whatIsPublishedStaysAsItIs() {
        UUID version = prices.published(RATES);

        prices.importInto(version, "prefix,destination,kind,per_minute\n1,World,special,1\n")
                .then()
                .statusCode(409)
                .body("type", endsWith("version-published"));
        prices.publish(version, Map.of()).then().statusCode(409);
        assertThatThrownBy(() -> database.execute("update tariff_version set valid_from = now() where id = ?", version))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void thePastIsPaidFor() {
        UUID version = prices.draft();
        prices.importInto(version, RATES).then().statusCode(200);

        prices.publish(
                        version,
                        Map.of("validFrom", Instant.now().minusSeconds(60).toString()))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/validFrom"));
    }

    @Test
    void twoVersionsDoNotBeginAtOnce() {
        Map<String, String> tomorrow =
                Map.of("validFrom", Instant.now().plus(Duration.ofDays(1)).toString());
        UUID one = prices.draft();
        UUID other = prices.draft();
        prices.importInto(one, RATES).then().statusCode(200);
        prices.importInto(other, RATES).then().statusCode(200);
        prices.publish(one, tomorrow).then().statusCode(200);

        prices.publish(other, tomorrow).then().statusCode(409).body("type", endsWith("publication-taken"));
    }

    @Test
    void tariffsAndVersionsAreListed() {
        UUID version = prices.draft();

        prices.request().get("/v1/tariffs").then().statusCode(200).body("items[0].zone", equalTo("Europe/Madrid"));
        prices.request()
                .get("/v1/tariffs/{id}", prices.id())
                .then()
                .statusCode(200)
                .body("isDefault", equalTo(false));
        prices.request()
                .get("/v1/tariffs/{id}/versions", prices.id())
                .then()
                .statusCode(200)
                .body("items.id", contains(version.toString()))
                .body("items.state", contains("draft"));
    }

    @Test
    void whatIsNotThereIs404() {
        PriceList nothing = new PriceList(prices.operator(), UUID.randomUUID());
        UUID draft = prices.draft();

        nothing.request().get("/v1/tariffs/{id}", nothing.id()).then().statusCode(404);
        nothing.request().put("/v1/tariffs/{id}/default", nothing.id()).then().statusCode(404);
        nothing.request()
                .put("/v1/tariffs/{id}/accounts/{account}", nothing.id(), customer.account())
                .then()
                .statusCode(404);
        nothing.request().post("/v1/tariffs/{id}/versions", nothing.id()).then().statusCode(404);
        nothing.importInto(draft, RATES).then().statusCode(404);
        nothing.rates(draft, Map.of()).then().statusCode(404);
        nothing.publish(draft, Map.of()).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"currency, XXX", "currency, Euro", "zone, Mars/Olympus", "name, =1+1"})
    void aTariffThatCannotBeIsRefused(String field, String value) {
        Map<String, String> request =
                new HashMap<>(Map.of("name", "Prepaid", "currency", "EUR", "zone", "Europe/Madrid"));
        request.put(field, value);

        prices.request()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/tariffs")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", endsWith("/" + field));
    }

    @Test
    void customersSeePricesOnly() {
        customer.request().get("/v1/tariffs").then().statusCode(403);
        prices.request().get("/v1/call-pricing/{number}", "+34600123456").then().statusCode(403);
        given().get("/v1/call-pricing/{number}", "+34600123456").then().statusCode(401);
    }

    private Response price(Map<String, ?> call) {
        return customer.request().contentType(ContentType.JSON).body(call).post("/v1/call-pricing");
    }

    private void awaitKnown(String number) {
        await().until(() -> pricing(customer, number).statusCode() == 200);
    }

    private static String tomorrowInMadridAt(String time) {
        return LocalDate.now(ZoneId.of("Europe/Madrid"))
                .plusDays(1)
                .atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("Europe/Madrid"))
                .toInstant()
                .toString();
    }
}
