package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.testing.HangingUp;
import io.trunkline.kit.testing.Infrastructure;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TransactionsTest {

    private static final int MORE_THAN_THE_POOL_HAS = 50;

    @TestHTTPResource("/")
    URI service;

    @Test
    void callersWhoHangUpTakeNoConnectionWithThem() throws Exception {
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            HangingUp.get(service, "/notes/slow");
        }

        given().get("/notes/slow").then().statusCode(200).body("text", equalTo("slow"));
    }
}
