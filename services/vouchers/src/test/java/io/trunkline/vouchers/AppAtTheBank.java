package io.trunkline.vouchers;

import static io.restassured.RestAssured.given;

import io.trunkline.vouchers.payment.Banks;
import io.trunkline.vouchers.payment.SberbankPeer;
import java.util.Map;

/** An App that orders at the bank by itself, as older ones do, and a payer in front of it. */
public record AppAtTheBank(Banks banks) {

    private static final String NO_SUCH_ORDER = "6";

    /** Returns the bank's id of the order. */
    public String order(String number, long amount) {
        return ask(
                "register.do",
                Map.of(
                        "orderNumber",
                        number,
                        "amount",
                        "" + amount,
                        "currency",
                        "643",
                        "returnUrl",
                        "https://app.example/paid"),
                "orderId");
    }

    /** Whether anybody has ordered under that number. */
    public boolean hasOrder(String number) {
        return !NO_SUCH_ORDER.equals(ask("getOrderStatusExtended.do", Map.of("orderNumber", number), "errorCode"));
    }

    private String ask(String operation, Map<String, String> form, String part) {
        return given().formParams(form)
                .formParam("userName", SberbankPeer.USER_NAME)
                .formParam("password", SberbankPeer.PASSWORD)
                .post(banks.sberbank().api() + "/rest/" + operation)
                .then()
                .statusCode(200)
                .extract()
                .path(part);
    }

    /** The same, and it is paid. */
    public String paid(String number, long amount) {
        String order = order(number, amount);
        banks.sberbank().pay(number, amount);
        return order;
    }
}
