package io.trunkline.vouchers.voucher;

import static io.trunkline.vouchers.Customer.anyAddress;
import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Together;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.MovableClock;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class GuessingTest {

    private static final int ALLOWED = 10;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    VoucherMisses misses;

    private final SecureRandom random = new SecureRandom();

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void anAccountIsLockedOutWhereverItGuesses() {
        UUID account = UUID.randomUUID();
        for (int i = 0; i < ALLOWED; i++) {
            Customer.with(account, anyAddress())
                    .activate(guess())
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:trunkline:problem:unknown-voucher"));
        }
        String good = goodCode();

        Response locked = Customer.with(account, anyAddress()).activate(good);

        locked.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:trunkline:problem:too-many-unknown-vouchers"));
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 900);
        anybody().activate(good).then().statusCode(201);
    }

    @Test
    void anAddressIsLockedOutWhoeverGuessesThere() {
        String address = anyAddress();
        for (int i = 0; i < ALLOWED; i++) {
            Customer.at(address).activate(guess()).then().statusCode(404);
        }

        Customer.at(address).activate(goodCode()).then().statusCode(429);
        Customer.at(address).activate(goodCode(), "with-a-key").then().statusCode(429);
    }

    @Test
    void theLockEndsWithTheWindow() {
        Customer customer = lockedOut();
        String good = goodCode();
        int wait = Integer.parseInt(customer.activate(good).header("Retry-After"));

        clock.advance(Duration.ofSeconds(wait));

        customer.activate(good).then().statusCode(201);
        customer.activate(guess()).then().statusCode(404);
    }

    @Test
    void aSuccessBuysNoFurtherGuesses() {
        Customer customer = anybody();
        for (int i = 0; i < ALLOWED - 1; i++) {
            customer.activate(guess()).then().statusCode(404);
        }
        customer.activate(goodCode()).then().statusCode(201);
        customer.activate(guess()).then().statusCode(404);

        customer.activate(guess()).then().statusCode(429);
    }

    @Test
    void aLockedOutGuesserLearnsNothingOfAnyCode() {
        String spent = goodCode();
        anybody().activate(spent).then().statusCode(201);
        Customer customer = lockedOut();

        assertThat(List.of(customer.activate(spent), customer.activate(guess()), customer.activate(mistyped())))
                .extracting(Response::statusCode)
                .containsOnly(429);
    }

    @Test
    void manyGuessesAtOnceGetNoMoreAnswersThanAllowed() {
        Customer customer = anybody();

        List<Integer> statuses =
                Together.call(48, _ -> customer.activate(guess()).statusCode());

        assertThat(statuses).filteredOn(status -> status == 404).hasSize(ALLOWED);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(48 - ALLOWED);
    }

    @Test
    void accountsThatGuessAtOneAddressAtOnceDoNotStandInEachOthersWay() {
        String address = anyAddress();
        List<Customer> customers = java.util.stream.Stream.generate(() -> Customer.at(address))
                .limit(8)
                .toList();

        List<Integer> statuses = Together.call(
                32, client -> customers.get(client % 8).activate(guess()).statusCode());

        assertThat(statuses).filteredOn(status -> status == 404).hasSize(ALLOWED);
        assertThat(statuses).allMatch(status -> status == 404 || status == 429);
    }

    @Test
    void whoMistypesIsToldSoAndLocksNobodyElseOut() {
        String address = anyAddress();
        for (int i = 0; i < 2 * ALLOWED; i++) {
            Customer.at(address)
                    .activate(mistyped())
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:trunkline:problem:mistyped-voucher"));
        }

        Customer.at(address).activate(goodCode()).then().statusCode(201);
    }

    @Test
    void whoMistypesAllTheTimeIsLockedOut() {
        Customer customer = anybody();
        for (int i = 0; i < ALLOWED; i++) {
            customer.activate(mistyped()).then().statusCode(404);
        }

        customer.activate(mistyped()).then().statusCode(429);
    }

    @Test
    void usedVouchersAreNoGuesses() {
        Customer customer = anybody();
        String code = goodCode();
        customer.activate(code).then().statusCode(201);

        for (int i = 0; i <= ALLOWED; i++) {
            customer.activate(code).then().statusCode(409);
        }
    }

    @Test
    void aMadeUpAddressDoesNotEscape() {
        String address = anyAddress();
        for (int i = 0; i < ALLOWED; i++) {
            Customer.at(anyAddress() + ", " + address).activate(guess()).then().statusCode(404);
        }

        Customer.at(anyAddress() + ", " + address).activate(guess()).then().statusCode(429);
    }

    @Test
    void countsAreForgottenAfterTheWindow() {
        Customer customer = lockedOut();
        clock.advance(Duration.ofMinutes(15));

        misses.forgetOld().await().indefinitely();

        assertThat(database.number(
                        "select count(*) from voucher_miss where subject = ?", "account:" + customer.account()))
                .isZero();
    }

    private Customer lockedOut() {
        Customer customer = anybody();
        for (int i = 0; i < ALLOWED; i++) {
            customer.activate(guess()).then().statusCode(404);
        }
        return customer;
    }

    private static String goodCode() {
        return anyOperator().codes(1, "5.00", "EUR").getFirst();
    }

    /** Of the right form, with the right check symbol, yet of no voucher. */
    private String guess() {
        return VoucherCode.random(random).printed();
    }

    private String mistyped() {
        String symbols = VoucherCode.random(random).symbols();
        char wrong = symbols.charAt(0) == '7' ? '8' : '7';
        return wrong + symbols.substring(1);
    }
}
