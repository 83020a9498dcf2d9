package io.trunkline.simulators.acquirer;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/** The page on which the payer pays: no card is asked for. */
final class OrderPage {

    private static final String BUTTONS = """
            <p>This bank is a simulator: nobody pays anything.</p>
            <form method="post">
            <button name="decision" value="pay">Pay</button>
            <button name="decision" value="decline">Decline</button>
            </form>""";

    private static final Map<Order.Status, String> OUTCOMES = Map.of(
            Order.Status.PAID, "It is paid.",
            Order.Status.REFUNDED, "It was paid, and has gone back.",
            Order.Status.DECLINED, "It was declined.");

    private OrderPage() {}

    static String html(Order order) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Pay</title>
                <style>
                body { font-family: sans-serif; margin: 4rem auto; max-width: 24rem; padding: 0 1rem }
                .amount { font-size: 2rem }
                form { display: flex; gap: 1rem }
                button { font-size: 1rem; padding: .6rem 1.4rem }
                </style>
                </head>
                <body>
                <h1>%s</h1>
                <p class="amount">%s</p>
                %s
                </body>
                </html>
                """.formatted(escaped(order.description()), amount(order), order.isOpen() ? BUTTONS : outcome(order));
    }

    private static String outcome(Order order) {
        String link = order.returnUrl().matches("https?://.*")
                ? "<p><a href=\"%s\">Back to the shop</a></p>".formatted(escaped(order.returnUrl()))
                : "";
        return "<p>" + OUTCOMES.getOrDefault(order.status(), "") + "</p>\n" + link;
    }

    private static String amount(Order order) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getNumericCodeAsString().equals(order.currency()))
                .findFirst()
                .map(currency -> BigDecimal.valueOf(order.amount(), Math.max(0, currency.getDefaultFractionDigits()))
                                .toPlainString()
                        + " " + currency.getCurrencyCode())
                .orElse(escaped(order.amount() + " " + order.currency()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
