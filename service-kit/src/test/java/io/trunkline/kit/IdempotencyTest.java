package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.kit.testing.Infrastructure;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class IdempotencyTest {

    private static Response post(String key, String text) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"text\":\"" + text + "\",\"count\":1}")
                .post("/notes/once");
    }

    @Test
    void racingRepeatsMakeOneResource() {
        String key = UUID.randomUUID().toString();

        Set<String> made = IntStream.range(0, 16)
                .parallel()
                .mapToObj(
                        n -> post(key, "hello").then().statusCode(200).extract().<String>path("id"))
                .collect(Collectors.toSet());

        assertThat(made).hasSize(1);
    }

    @Test
    void anotherRequestMayNotTakeTheKey() {
        String key = UUID.randomUUID().toString();
        post(key, "hello").then().statusCode(200);

        post(key, "bye").then().statusCode(422).body("type", equalTo("urn:trunkline:problem:idempotency-key-reused"));
    }

    @Test
    void aRequestThatFailedLeavesItsKeyFree() {
        String key = UUID.randomUUID().toString();
        post(key, "forbidden").then().statusCode(500);

        post(key, "hello").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "é"})
    void aKeyOfNoUsableFormIsRefused(String key) {
        post(key, "hello").then().statusCode(400);
    }
}
