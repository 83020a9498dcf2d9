package io.trunkline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Money as answers show it. Amounts are such as {@code 5.00 EUR}. */
final class Credit {

    private Credit() {}

    /** The only balance of a customer. */
    static void requireBalance(Stage stage, Person customer, String amount) throws IOException, InterruptedException {
        JsonNode balances = stage.api()
                .get("/v1/balance")
                .as(customer)
                .expect(200, "/balances")
                .json()
                .path("balances");
        Difference.unlessEqual("Her balances", 1, balances.size());
        require("Her balance", amount, balances.path(0));
    }

    static void require(String what, String amount, JsonNode money) {
        String came =
                money.path("amount").asText() + " " + money.path("currency").asText();
        Difference.unlessEqual(what, amount, came);
    }
}
