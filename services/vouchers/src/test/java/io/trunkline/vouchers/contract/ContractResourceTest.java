package io.trunkline.vouchers.contract;

import static io.trunkline.vouchers.contract.Clerk.aContract;
import static io.trunkline.vouchers.contract.Clerk.rub;
import static io.trunkline.vouchers.contract.Clerk.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.E164;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.TestTokens;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Subscriber;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The personal cabinet over contracts that operators keep here. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class ContractResourceTest {

    @Inject
    Database database;

    private final Clerk clerk = Clerk.any();
    private Subscriber anna;

    @BeforeEach
    void somebodyWithATelephone() {
        anna = Subscriber.registered(database);
    }

    @Test
    void whoHasTheTelephoneSeesTheContract() {
        String id = clerk.created(aContract(anna.phone()));
        clerk.adjust(id, "500.00");

        anna.contracts()
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].holder", equalTo("Anna Petrova"))
                .body("items[0].balance", equalTo(rub("500.00")))
                .body("items[0].bonus", equalTo(rub("0.00")))
                .body("items[0].advisedPayment", equalTo(rub("250.50")))
                .body("items[0].blocked", equalTo(false))
                .body("items[0].services.kind", contains("internet", "domophone"))
                .body("items[0].services.price", contains(rub("450.00"), rub("300.50")))
                .body("items[0].services[0].paidUntil", equalTo("2027-01-31"))
                .body("items[0].phones", nullValue())
                .body("next", nullValue());
        anna.contract(id).then().statusCode(200).body("payName", equalTo(payNameOf(id)));
    }

    private String payNameOf(String id) {
        return database.text("select number from contract where id = ?", UUID.fromString(id));
    }

    @Test
    void aTelephoneHasSeveralContractsAndAContractSeveralTelephones() {
        Subscriber boris = Subscriber.registered(database);
        String shared = clerk.created(aContract(anna.phone(), boris.phone()));
        String own = clerk.created(aContract(anna.phone()));

        anna.contracts().then().body("items.id", contains(shared, own));
        boris.contracts().then().body("items.id", contains(shared));
        clerk.contractsOf(boris.phone()).then().statusCode(200).body("items.id", contains(shared));
    }

    @Test
    void thoseOfOthersAreNotThere() {
        String id = clerk.created(aContract(Subscriber.anyPhone()));
        clerk.adjust(id, "1.00");

        anna.contracts().then().statusCode(200).body("items", empty());
        anna.contract(id).then().statusCode(404).body("type", endsWith("unknown-contract"));
        anna.entries(id, Map.of()).then().statusCode(404);
        anna.contract(UUID.randomUUID().toString()).then().statusCode(404);
        anna.contract(payNameOf(id)).then().statusCode(404);
    }

    @Test
    void aTelephoneTakesItsContractsAlongToAnotherAccount() {
        String id = clerk.created(aContract(anna.phone()));
        Subscriber heir = Subscriber.registered(database, anna.phone());

        heir.contract(id).then().statusCode(200);
        anna.contract(id).then().statusCode(404);
    }

    @Test
    void anotherTelephoneOfTheAccountHasOtherContracts() {
        E164 next = Subscriber.anyPhone();
        String before = clerk.created(aContract(anna.phone()));
        String after = clerk.created(aContract(next));

        UUID account = anna.customer().account();
        Topics.publish(new AccountEvent.Updated(account, next, null, null, null, Set.of("user"), Instant.now()));
        Subscriber.awaitPhone(database, account, next);

        anna.contracts().then().body("items.id", contains(after));
        anna.contract(before).then().statusCode(404);
    }

    @Test
    void anAccountWithoutATelephoneHasNone() {
        Customer somebody = Customer.anybody();

        somebody.request().get("/v1/contracts").then().statusCode(200).body("items", empty());
        somebody.request().get("/v1/contracts/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void onlyOperatorsMayAskForATelephone() {
        anna.customer()
                .request()
                .queryParam("phone", anna.phone().number())
                .get("/v1/contracts")
                .then()
                .statusCode(403);
        clerk.request()
                .queryParam("phone", "12")
                .get("/v1/contracts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/phone"));
        new Clerk(TestTokens.ofService(UUID.randomUUID()))
                .request()
                .get("/v1/contracts")
                .then()
                .statusCode(403);
        new Clerk("none").request().get("/v1/contracts").then().statusCode(401);
    }

    @Test
    void aStatementHasWhatWasBookedInItsPeriodNewestFirst() {
        String id = clerk.created(aContract(anna.phone()));
        Instant before = now();
        clerk.adjust(id, "100.00");
        clerk.adjust(id, "-30.00");
        clerk.adjust(id, "5.00");

        anna.entries(id, Map.of("from", before.toString()))
                .then()
                .statusCode(200)
                .body("items.amount.amount", contains("5.00", "-30.00", "100.00"))
                .body("items.balance.amount", contains("75.00", "70.00", "100.00"))
                .body("items.kind", contains("adjustment", "adjustment", "adjustment"));
        anna.entries(id, Map.of("to", before.toString())).then().statusCode(200).body("items", empty());
        anna.entries(
                        id,
                        Map.of(
                                "from",
                                now().plusSeconds(60).toString(),
                                "to",
                                now().plusSeconds(120).toString()))
                .then()
                .body("items", empty());
    }

    @Test
    void aStatementComesInPages() {
        String id = clerk.created(aContract(anna.phone()));
        Stream.of("1.00", "2.00", "3.00").forEach(amount -> clerk.adjust(id, amount));

        String next = anna.entries(id, Map.of("limit", 2))
                .then()
                .body("items.amount.amount", contains("3.00", "2.00"))
                .extract()
                .path("next");
        anna.entries(id, Map.of("limit", 2, "cursor", next))
                .then()
                .body("items.amount.amount", contains("1.00"))
                .body("next", nullValue());
    }

    @Test
    void aStatementIsOfTheContractsCurrencyOnly() {
        String id = clerk.created(aContract(anna.phone()));
        clerk.adjust(id, "1.00");
        clerk.request()
                .contentType("application/json")
                .body(Map.of(
                        "account",
                        id,
                        "amount",
                        Map.of("amount", "9.00", "currency", "EUR"),
                        "reason",
                        "A test",
                        "reference",
                        UUID.randomUUID().toString()))
                .post("/v1/adjustments")
                .then()
                .statusCode(201);

        anna.entries(id, Map.of()).then().body("items.amount", contains(rub("1.00")));
        anna.contract(id).then().body("balance", equalTo(rub("1.00")));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, , /from",
        "2026-01-01, , /from",
        ", 99999-01-01T00:00:00Z, /to",
        "1999-12-31T23:59:59Z, 2000-06-01T00:00:00Z, /from",
        "2200-01-01T00:00:00Z, , /from",
        "2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z, /from",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, /from",
        "2024-01-01T00:00:00Z, 2025-01-04T00:00:00Z, /from"
    })
    void aPeriodHasABeginningAndAnEndWithinAYear(String from, String to, String pointer) {
        String id = clerk.created(aContract(anna.phone()));
        Map<String, String> period =
                from == null ? Map.of("to", to) : to == null ? Map.of("from", from) : Map.of("from", from, "to", to);

        anna.entries(id, period).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void anOperatorChangesWhatIsNamedAndNothingElse() {
        String id = clerk.created(aContract(anna.phone()));

        clerk.change(id, Map.of("blocked", true))
                .then()
                .statusCode(200)
                .body("blocked", equalTo(true))
                .body("holder", equalTo("Anna Petrova"))
                .body("services", hasSize(2))
                .body("phones", contains(anna.phone().number()));
        clerk.change(id, Map.of("holder", "Boris Petrov", "services", List.of(Map.of("kind", "gsm"))))
                .then()
                .statusCode(200)
                .body("blocked", equalTo(true))
                .body("holder", equalTo("Boris Petrov"))
                .body("services.kind", contains("gsm"))
                .body("services[0].price", nullValue())
                .body("advisedPayment", equalTo(rub("0.00")));
        clerk.change(UUID.randomUUID().toString(), Map.of("blocked", true))
                .then()
                .statusCode(404);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        String id = clerk.created(aContract(anna.phone()));
        Map<String, Object> inAnotherCurrency =
                Map.of("kind", "iptv", "price", Map.of("amount", "1.00", "currency", "EUR"));

        clerk.change(id, Map.of("holder", "Nobody", "services", List.of(inAnotherCurrency)))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/services"));

        anna.contract(id).then().body("holder", equalTo("Anna Petrova")).body("services", hasSize(2));
    }

    @Test
    void telephonesComeAndGo() {
        E164 other = Subscriber.anyPhone();
        String id = clerk.created(aContract(other));

        clerk.give(id, anna.phone().number()).then().statusCode(204);
        clerk.give(id, anna.phone().number()).then().statusCode(204);
        anna.contract(id).then().statusCode(200);
        clerk.change(id, Map.of())
                .then()
                .body("phones", containsInAnyOrder(anna.phone().number(), other.number()));

        clerk.take(id, anna.phone().number()).then().statusCode(204);
        clerk.take(id, anna.phone().number()).then().statusCode(204);
        anna.contract(id).then().statusCode(404);
        clerk.give(UUID.randomUUID().toString(), other.number()).then().statusCode(404);
        clerk.take(UUID.randomUUID().toString(), other.number()).then().statusCode(404);
        clerk.give(id, "12").then().statusCode(400).body("errors[0].pointer", equalTo("/phone"));
    }

    @Test
    void aContractHasAHundredTelephonesAtMost() {
        E164[] many =
                Stream.generate(Subscriber::anyPhone).distinct().limit(100).toArray(E164[]::new);
        String id = clerk.created(aContract(many));

        clerk.give(id, anna.phone().number()).then().statusCode(409).body("type", endsWith("too-many-phones"));
        clerk.give(id, many[0].number()).then().statusCode(204);

        anna.contract(id).then().statusCode(404);
    }

    @Test
    void namesAreTakenOnce() {
        Map<String, Object> contract = aContract(anna.phone());
        clerk.created(contract);

        clerk.create(contract).then().statusCode(409).body("type", endsWith("contract-name-taken"));

        anna.contracts().then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name|",
                "name| x",
                "holder|a\u0000b",
                "holder|\n",
                "currency|XXX",
                "currency|roubles",
                "phones|12",
                "services|x",
                "blocked|maybe",
                "nonsense|1"
            })
    void whatIsNotAcceptableIsTold(String fieldAndValue) {
        String[] parts = fieldAndValue.split("\\|", 2);
        Object value = parts[0].equals("phones") ? List.of(parts[1]) : parts[1];

        clerk.create(with(aContract(), parts[0], value))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + parts[0]));
    }

    @Test
    void pricesAreSensible() {
        Map<String, Object> negative = Map.of("kind", "gsm", "price", rub("-1.00"));
        Map<String, Object> huge = Map.of("kind", "gsm", "price", rub("99999999999999.00"));
        Map<String, Object> fine = Map.of("kind", "gsm", "price", rub("1.00"));

        Stream.of(List.of(negative), List.of(huge), List.of(fine, fine))
                .forEach(services -> clerk.create(with(aContract(), "services", services))
                        .then()
                        .statusCode(400)
                        .body("errors[0].pointer", equalTo("/services")));
    }

    @Test
    void onlyOperatorsKeepContracts() {
        String id = clerk.created(aContract(anna.phone()));
        Clerk impostor = new Clerk(anna.customer().token());

        impostor.create(aContract()).then().statusCode(403);
        impostor.change(id, Map.of("blocked", true)).then().statusCode(403);
        impostor.give(id, anna.phone().number()).then().statusCode(403);
        impostor.take(id, anna.phone().number()).then().statusCode(403);
        assertThat(database.number("select count(*) from contract_phone where contract_id = ?", UUID.fromString(id)))
                .isEqualTo(1);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
