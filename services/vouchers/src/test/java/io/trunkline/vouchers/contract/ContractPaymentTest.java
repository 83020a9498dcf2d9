package io.trunkline.vouchers.contract;

import static io.trunkline.vouchers.contract.Clerk.aContract;
import static io.trunkline.vouchers.contract.Clerk.rub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.Topic;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Topics;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Subscriber;
import io.trunkline.vouchers.payment.BankSettings;
import io.trunkline.vouchers.payment.Banks;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money for a contract that is kept here, by our own API. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
@QuarkusTestResource(BankSettings.class)
class ContractPaymentTest {

    @Inject
    Banks banks;

    @Inject
    Database database;

    private Subscriber anna;
    private String contract;

    @BeforeEach
    void somebodyWithAContract() {
        banks.mendTheWires();
        anna = Subscriber.registered(database);
        contract = Clerk.any().created(aContract(anna.phone()));
    }

    @Test
    void beginsOnThePageOfTheBank() {
        Response begun = pay(anna, rub("450.50"), anyKey());

        begun.then()
                .statusCode(201)
                .header("Location", endsWith("/v1/payments/" + begun.path("id")))
                .body("amount", equalTo(rub("450.50")))
                .body("purpose", equalTo("contract"))
                .body("state", equalTo("pending"))
                .body("page", containsString("/payment/page/"));
    }

    @Test
    void bringsMoneyToTheContractAndIsToldOnTheBus() {
        Response begun = pay(anna, rub("450.50"), anyKey());
        UUID id = UUID.fromString(begun.path("id"));
        banks.sberbank().pay(begun.path("number"), 45_050);

        anna.mobile("pay/process", Map.of("paymentId", begun.path("number"), "sbId", begun.path("reference")))
                .then()
                .statusCode(200);

        anna.contract(contract).then().body("balance", equalTo(rub("450.50")));
        assertThat(Topics.await(
                        Topic.VOUCHERS_PAYMENT,
                        event -> event instanceof PaymentEvent.Succeeded succeeded
                                && succeeded.paymentId().equals(id)))
                .isNotNull();
    }

    @Test
    void isOneHoweverOftenItIsAskedForWithItsKey() {
        String key = anyKey();
        String first =
                pay(anna, rub("1.00"), key).then().statusCode(201).extract().path("id");

        pay(anna, rub("1.00"), key).then().statusCode(201).body("id", equalTo(first));
        pay(anna, rub("2.00"), key).then().statusCode(422);
    }

    @Test
    void isForAContractOfOnesOwn() {
        pay(Subscriber.registered(database), rub("1.00"), anyKey())
                .then()
                .statusCode(404)
                .body("type", endsWith("unknown-contract"));
    }

    @Test
    void isMoreThanNothingInTheContractsCurrency() {
        pay(anna, Map.of("amount", "1.00", "currency", "EUR"), anyKey())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/amount"))
                .body("errors[0].reason", containsString("RUB"));
        pay(anna, rub("0.00"), anyKey()).then().statusCode(400);
        pay(anna, rub("-1.00"), anyKey()).then().statusCode(400);
    }

    @Test
    void needsAKey() {
        anna.customer()
                .request()
                .contentType("application/json")
                .body(Map.of("amount", rub("1.00")))
                .post("/v1/contracts/{id}/payments", contract)
                .then()
                .statusCode(400);
    }

    private Response pay(Subscriber who, Map<String, ?> amount, String key) {
        return who.customer()
                .request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("amount", amount))
                .post("/v1/contracts/{id}/payments", contract);
    }

    private static String anyKey() {
        return UUID.randomUUID().toString();
    }
}
