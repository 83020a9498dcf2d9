package io.trunkline.vouchers;

import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.trunkline.events.E164;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.testing.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who has proved a telephone number. */
public record Subscriber(Customer customer, E164 phone) {

    /** With a number that nobody else in these tests has. */
    public static Subscriber registered(Database database) {
        return registered(database, anyPhone());
    }

    public static Subscriber registered(Database database, E164 phone) {
        Customer customer = Customer.anybody();
        Topics.publish(
                new AccountEvent.Registered(customer.account(), phone, null, null, Set.of("user"), Instant.now()));
        awaitPhone(database, customer.account(), phone);
        return new Subscriber(customer, phone);
    }

    /** Until the service has heard that the account has this number. */
    public static void awaitPhone(Database database, UUID account, E164 phone) {
        await().until(() -> database.number(
                        "select count(*) from account_phone where account_id = ? and phone = ?",
                        account,
                        phone.number())
                == 1);
    }

    /** Of a range for mobiles in Russia, as the servers are used there. */
    public static E164 anyPhone() {
        return new E164("+79%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000)));
    }

    public Response contracts() {
        return customer.request().get("/v1/contracts");
    }

    public Response contract(String id) {
        return customer.request().get("/v1/contracts/{id}", id);
    }

    public Response entries(String id, Map<String, ?> parameters) {
        return customer.request().queryParams(parameters).get("/v1/contracts/{id}/entries", id);
    }

    /** As the Apps call, without a body and without saying of what type it is. */
    public Response mobile(String path) {
        return customer.request().noContentType().post("/api/" + path);
    }

    public Response mobile(String path, Map<String, ?> body) {
        return customer.request().contentType("application/json").body(body).post("/api/" + path);
    }
}
