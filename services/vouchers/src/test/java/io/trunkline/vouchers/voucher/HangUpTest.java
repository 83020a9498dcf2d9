package io.trunkline.vouchers.voucher;

import static io.trunkline.vouchers.Customer.anybody;
import static io.trunkline.vouchers.Operator.anyOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.Infrastructure;
import io.trunkline.kit.testing.Together;
import io.trunkline.vouchers.CodeSecret;
import io.trunkline.vouchers.Customer;
import io.trunkline.vouchers.Database;
import io.trunkline.vouchers.Operator;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers who do not wait for the answer. The pool has 16 connections: what leaks even one of them per call shows. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(CodeSecret.class)
class HangUpTest {

    private static final int CALLERS = 64;
    private static final int CALLS = 4;

    @Inject
    Database database;

    @TestHTTPResource
    URI service;

    private final Operator operator = anyOperator();

    @Test
    void whoHangsUpTakesAVoucherOnceOrNotAtAll() {
        List<Customer> customers =
                IntStream.range(0, CALLERS).mapToObj(_ -> anybody()).toList();
        List<String> codes = operator.codes(CALLERS * CALLS, "1.00", "EUR");

        Together.call(CALLERS, caller -> {
            Customer customer = customers.get(caller);
            for (int call = 0; call < CALLS; call++) {
                hangUp(activation(customer, codes.get(caller * CALLS + call), call % 2 == 0));
            }
            return null;
        });

        Customer other = anybody();
        long left = codes.stream()
                .filter(code -> other.activate(code).statusCode() == 201)
                .count();
        long taken = customers.stream()
                .mapToLong(customer -> database.postingsOf(customer.account(), "EUR"))
                .sum();
        assertThat(database.postingsOf(other.account(), "EUR")).isEqualTo(left * 100);
        assertThat(taken + left * 100).isEqualTo(CALLERS * CALLS * 100L);
        assertThat(taken).isPositive();
        for (Customer customer : customers) {
            assertThat(database.crookedEntriesOf(customer.account())).isZero();
            assertThat(database.number(
                            "select coalesce(sum(amount), 0) from balance where account_id = ?", customer.account()))
                    .isEqualTo(database.postingsOf(customer.account(), "EUR"));
        }
    }

    @Test
    void whoHangsUpHasGuessedAllTheSame() {
        Customer customer = anybody();
        java.util.Random random = new java.util.Random(5);

        for (int i = 0; i < 12; i++) {
            hangUp(activation(customer, VoucherCode.random(random).printed(), false));
        }

        String subject = "account:" + customer.account();
        await().until(() ->
                database.number("select coalesce(max(misses), 0) from voucher_miss where subject = ?", subject) >= 10);
        customer.activate(operator.codes(1, "1.00", "EUR").getFirst()).then().statusCode(429);
    }

    @Test
    void whoHangsUpOnABatchLeavesItWholeOrADraft() {
        List<UUID> batches = IntStream.range(0, 24)
                .mapToObj(_ -> operator.drafted(Operator.aBatch(600, "1.00", "EUR")))
                .toList();

        Together.call(24, caller -> {
            hangUp(request("/v1/voucher-batches/" + batches.get(caller) + "/codes", operator.token(), "", ""));
            return null;
        });

        for (UUID batch : batches) {
            operator.issue(batch).then().statusCode(org.hamcrest.Matchers.oneOf(200, 409));
            assertThat(database.number("select count(*) from voucher where batch_id = ?", batch))
                    .isEqualTo(600);
        }
    }

    private static String activation(Customer customer, String code, boolean withKey) {
        String headers = "X-Forwarded-For: " + customer.address() + "\r\n";
        if (withKey) {
            headers += "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
        }
        return request("/v1/voucher-activations", customer.token(), headers, "{\"code\":\"" + code + "\"}");
    }

    private static String request(String path, String token, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void hangUp(String request) {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
