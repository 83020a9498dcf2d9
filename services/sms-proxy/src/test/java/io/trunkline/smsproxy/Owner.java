package io.trunkline.smsproxy;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.kit.testing.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A business that masks its people's numbers, through the API. Each has its own pools and numbers. */
public record Owner(UUID id, String token) {

    private static final AtomicInteger NEXT = new AtomicInteger();

    public static Owner any() {
        UUID id = UUID.randomUUID();
        return new Owner(id, TestTokens.ofService(id));
    }

    /** A possible number that no other test has. */
    public static String newPhone() {
        return "+4477%08d".formatted(NEXT.incrementAndGet());
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType("application/json");
    }

    public Response post(String path, Map<String, ?> body) {
        return request().body(body).post(path);
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** The id of a new pool. */
    public String pool(Map<String, ?> settings) {
        Map<String, Object> pool = new HashMap<>(settings);
        pool.putIfAbsent("name", "pool-" + NEXT.incrementAndGet());
        return post("/v1/pools", pool).then().statusCode(201).extract().path("id");
    }

    /** New numbers in the default pool, of the carrier main. */
    public List<String> numbers(int count) {
        return numbers(count, Map.of());
    }

    public List<String> numbers(int count, Map<String, ?> settings) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> number = new HashMap<>(settings);
            number.put("number", newPhone());
            numbers.add(
                    post("/v1/numbers", number).then().statusCode(201).extract().path("number"));
        }
        return numbers;
    }

    public Response start(Map<String, ?> settings, String... people) {
        Map<String, Object> session = new HashMap<>(settings);
        List<Map<String, String>> participants = new ArrayList<>();
        for (String person : people) {
            participants.add(Map.of("number", person));
        }
        session.put("participants", participants);
        return post("/v1/proxy-sessions", session);
    }

    /** A session between new people. */
    public Conversation conversation() {
        return conversation(Map.of());
    }

    public Conversation conversation(Map<String, ?> settings) {
        return conversation(settings, newPhone(), newPhone());
    }

    public Conversation conversation(Map<String, ?> settings, String... people) {
        return Conversation.of(
                start(settings, people).then().statusCode(201).extract().response());
    }
}
