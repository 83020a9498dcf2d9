package io.trunkline.vouchers.payment.sberbank;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.vouchers.payment.Callback;
import io.trunkline.vouchers.payment.Notice;
import io.trunkline.vouchers.payment.NoticeRefused;
import io.trunkline.vouchers.payment.Payment;
import io.trunkline.vouchers.payment.PaymentProvider;
import io.trunkline.vouchers.payment.ProviderClient;
import io.trunkline.vouchers.payment.ProviderClient.Answer;
import io.trunkline.vouchers.payment.ProviderFailure;
import io.trunkline.vouchers.payment.Refund;
import io.trunkline.vouchers.payment.Standing;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Acquiring by Sberbank: orders are registered and paid at once, on the bank's page or by a token of Google Pay. Several banks use the
 * same software with the same protocol.
 */
final class SberbankProvider implements PaymentProvider {

    static final String NAME = "sberbank";

    private static final String DONE = "0";
    private static final String NO_SUCH_ORDER = "6";
    private static final String SYSTEM_ERROR = "7";
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s\"'<>]{1,2000}");

    private final SberbankAccount account;
    private final SberbankCallback callback;
    private final ProviderClient client;
    private final String seller;
    private final String returnTo;

    /** @param returnTo where payers go afterwards; never used without */
    SberbankProvider(SberbankAccount account, ProviderClient client, String seller, Optional<URI> returnTo) {
        this.account = account;
        this.callback = new SberbankCallback(account.callbacks());
        this.client = client;
        this.seller = seller;
        this.returnTo = returnTo.map(URI::toString).orElse("");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Currency> currencies() {
        return account.currencies().stream().map(Currency::getInstance).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Standing> open(Payment payment) {
        Map<String, String> form = login();
        form.put("orderNumber", payment.number());
        form.put("amount", "" + payment.amount().minor());
        form.put("currency", numericCode(payment.amount().currency()));
        form.put("returnUrl", returnTo);
        form.put("description", seller);
        form.put("sessionTimeoutSecs", "" + openFor(payment).toSeconds());
        return client.postForm("/rest/register.do", form).map(answer -> {
            requireDone(answer);
            String page = answer.text("/formUrl");
            if (!PAGE.matcher(page).matches()) {
                throw ProviderFailure.unknown("garbage", null);
            }
            return Standing.waiting(orderId(answer.text("/orderId")), payment.number(), page);
        });
    }

    private static Duration openFor(Payment payment) {
        return Duration.between(payment.createdAt(), payment.expiresAt());
    }

    @Override
    public Uni<Standing> standing(Payment payment) {
        Map<String, String> form = login();
        if (payment.reference() == null) {
            form.put("orderNumber", payment.number());
        } else {
            form.put("orderId", payment.reference());
        }
        return client.postForm("/rest/getOrderStatusExtended.do", form).map(answer -> standing(answer, payment));
    }

    private static Standing standing(Answer answer, Payment payment) {
        if (errorCode(answer).equals(NO_SUCH_ORDER)) {
            return Standing.unknown();
        }
        requireDone(answer);
        String number = answer.text("/orderNumber");
        String orderId = orderIdOf(answer, payment);
        return switch (answer.text("/orderStatus")) {
            // Registered; held, which is for accounts of two steps; at the card's bank.
            case "0", "1", "5" -> Standing.waiting(orderId, number, null);
            // Paid; and paid once, but all of it has gone back.
            case "2", "4" -> Standing.paid(orderId, number, paid(answer), refunded(answer));
            case "3" -> Standing.failed(orderId, number, "cancelled");
            case "6" -> Standing.failed(orderId, number, code("declined", answer.text("/actionCode")));
            default -> throw ProviderFailure.unknown("garbage", null);
        };
    }

    /** The status has it among the attributes. */
    private static String orderIdOf(Answer answer, Payment payment) {
        for (var attribute : answer.body().path("attributes")) {
            if (attribute.path("name").asText().equals("mdOrder")) {
                return orderId(attribute.path("value").asText());
            }
        }
        if (payment.reference() == null) {
            throw ProviderFailure.unknown("garbage", null);
        }
        return payment.reference();
    }

    /** Null if what was paid cannot be said, which is not what was to be paid. */
    private static @Nullable Money paid(Answer answer) {
        String ordered = answer.text("/amount");
        String paid = answer.text("/paymentAmountInfo/depositedAmount");
        boolean isWhole = paid.isEmpty() || paid.equals(ordered) || refunded(answer) > 0;
        return isWhole ? money(ordered, answer.text("/currency")) : money(paid, answer.text("/currency"));
    }

    private static @Nullable Money money(String minor, String numericCode) {
        if (!minor.matches("[0-9]{1,18}") || !numericCode.matches("[0-9]{1,3}")) {
            return null;
        }
        int code = Integer.parseInt(numericCode);
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getNumericCode() == code && currency.getDefaultFractionDigits() >= 0)
                .findFirst()
                .map(currency -> new Money(Long.parseLong(minor), currency))
                .orElse(null);
    }

    private static long refunded(Answer answer) {
        return answer.body().at("/paymentAmountInfo/refundedAmount").asLong(0);
    }

    @Override
    public boolean takesWallets() {
        return account.merchant() != null;
    }

    /** The token is the bank's to read: it is encrypted for it. */
    @Override
    public Uni<Void> pay(Payment payment, String token, String address) {
        Map<String, Object> order = new HashMap<>();
        order.put("merchant", account.merchant());
        order.put("orderNumber", payment.number());
        order.put("paymentToken", token);
        order.put("amount", payment.amount().minor());
        order.put("currencyCode", numericCode(payment.amount().currency()));
        order.put("ip", address);
        order.put("description", seller);
        order.put("returnUrl", returnTo);
        order.put("failUrl", returnTo);
        return client.postJson("/google/payment.do", Map.of(), order).map(answer -> {
            if (!answer.body().path("success").asBoolean(false)) {
                throw ProviderFailure.rejected(code("wallet", answer.text("/error/code")));
            }
            return null;
        });
    }

    @Override
    public Uni<RefundOutcome> refund(Payment payment, Refund refund) {
        Map<String, String> form = login();
        form.put("orderId", String.valueOf(payment.reference()));
        form.put("amount", "" + refund.amount().minor());
        return client.postForm("/rest/refund.do", form).map(answer -> {
            requireDone(answer);
            return RefundOutcome.DONE;
        });
    }

    @Override
    public Notice notice(Callback received) {
        callback.verify(received.parameters());
        String number = received.parameters().get("orderNumber");
        String orderId = received.parameters().get("mdOrder");
        if (number == null && orderId == null) {
            throw NoticeRefused.unreadable();
        }
        return new Notice(number, orderId);
    }

    private Map<String, String> login() {
        Map<String, String> form = new HashMap<>();
        form.put("userName", account.userName());
        form.put("password", account.password());
        return form;
    }

    private static String numericCode(Currency currency) {
        return currency.getNumericCodeAsString();
    }

    /** @throws ProviderFailure unless it is done; a system's error may have come after the deed */
    private static void requireDone(Answer answer) {
        String code = errorCode(answer);
        if (code.equals(SYSTEM_ERROR)) {
            throw ProviderFailure.unknown("bank-7", null);
        }
        if (!code.equals(DONE)) {
            throw ProviderFailure.rejected(code("bank", code));
        }
        if (answer.status() >= 300) {
            throw ProviderFailure.rejected("http-" + answer.status());
        }
    }

    /** As a number, or as a text; absent where all went well. */
    private static String errorCode(Answer answer) {
        String code = answer.text("/errorCode");
        return code.isEmpty() ? DONE : code;
    }

    private static String code(String sort, String code) {
        return CODE.matcher(code).matches() ? sort + "-" + code : sort;
    }

    private static String orderId(String text) {
        if (!ORDER_ID.matcher(text).matches()) {
            throw ProviderFailure.unknown("garbage", null);
        }
        return text;
    }
}
