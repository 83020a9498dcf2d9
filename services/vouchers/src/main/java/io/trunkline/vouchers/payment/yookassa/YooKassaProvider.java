package io.trunkline.vouchers.payment.yookassa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * YooKassa, whose requests carry a key: repeated with the same one within a day, they find what the first has made. Its
 * notifications are not signed, so they are nothing but a reason to ask.
 */
final class YooKassaProvider implements PaymentProvider {

    static final String NAME = "yookassa";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s\"'<>]{1,2000}");
    private static final JsonMapper JSON = new JsonMapper();

    private final YooKassaShop shop;
    private final ProviderClient client;
    private final String seller;
    private final String returnTo;
    private final String authorization;

    /** @param returnTo where payers go afterwards; never used without */
    YooKassaProvider(YooKassaShop shop, ProviderClient client, String seller, Optional<URI> returnTo) {
        this.shop = shop;
        this.client = client;
        this.seller = seller;
        this.returnTo = returnTo.map(URI::toString).orElse("");
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((shop.id() + ":" + shop.secretKey()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Currency> currencies() {
        return shop.currencies().stream().map(Currency::getInstance).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Standing> open(Payment payment) {
        return client.postJson("/payments", withKey(payment.number()), order(payment))
                .map(YooKassaProvider::standing);
    }

    private Map<String, ?> order(Payment payment) {
        return Map.of(
                "amount", amount(payment.amount()),
                "capture", true,
                "confirmation", Map.of("type", "redirect", "return_url", returnTo),
                "description", seller,
                "metadata", Map.of("payment", payment.number()));
    }

    /** Where the answer to the first request was lost, the same request finds what that has made, or makes it now. */
    @Override
    public Uni<Standing> standing(Payment payment) {
        if (payment.reference() != null) {
            return client.get("/payments/" + payment.reference(), authorized())
                    .map(answer -> answer.status() == 404 ? Standing.unknown() : standing(answer));
        }
        return payment.askedAt() == null
                ? Uni.createFrom().item(Standing.unknown())
                : open(payment).onFailure(YooKassaProvider::isRejected).recoverWithItem(Standing.unknown());
    }

    private static boolean isRejected(Throwable failure) {
        return failure instanceof ProviderFailure known && known.kind() == ProviderFailure.Kind.REJECTED;
    }

    private static Standing standing(Answer answer) {
        requireDone(answer);
        String id = id(answer.text("/id"));
        String number = answer.text("/metadata/payment");
        return switch (answer.text("/status")) {
            case "pending", "waiting_for_capture" -> Standing.waiting(id, number, page(answer));
            case "succeeded" -> Standing.paid(id, number, money(answer, "/amount"), refunded(answer));
            case "canceled" -> Standing.failed(id, number, code(answer.text("/cancellation_details/reason")));
            default -> throw ProviderFailure.unknown("garbage", null);
        };
    }

    private static @Nullable String page(Answer answer) {
        String page = answer.text("/confirmation/confirmation_url");
        return PAGE.matcher(page).matches() ? page : null;
    }

    private static @Nullable Money money(Answer answer, String pointer) {
        try {
            return Money.of(answer.text(pointer + "/value"), answer.text(pointer + "/currency"));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static long refunded(Answer answer) {
        Money refunded = money(answer, "/refunded_amount");
        return refunded == null ? 0 : refunded.minor();
    }

    @Override
    public Uni<RefundOutcome> refund(Payment payment, Refund refund) {
        Map<String, ?> order = Map.of(
                "payment_id", String.valueOf(payment.reference()),
                "amount", amount(refund.amount()));
        return client.postJson("/refunds", withKey(refund.number()), order).map(answer -> {
            requireDone(answer);
            return switch (answer.text("/status")) {
                case "succeeded" -> RefundOutcome.DONE;
                case "pending" -> RefundOutcome.UNDER_WAY;
                case "canceled" -> throw ProviderFailure.rejected(code(answer.text("/cancellation_details/reason")));
                default -> throw ProviderFailure.unknown("garbage", null);
            };
        });
    }

    @Override
    public Notice notice(Callback callback) {
        JsonNode notification = json(callback.body());
        JsonNode object = notification.path("object");
        boolean isRefund = notification.path("event").asText().startsWith("refund.");
        String id = object.path(isRefund ? "payment_id" : "id").asText();
        if (!ID.matcher(id).matches()) {
            throw NoticeRefused.unreadable();
        }
        return new Notice(object.at("/metadata/payment").asText(null), id);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException garbage) {
            throw NoticeRefused.unreadable();
        }
    }

    private Map<String, String> authorized() {
        return Map.of("Authorization", authorization);
    }

    private Map<String, String> withKey(String key) {
        return Map.of("Authorization", authorization, "Idempotence-Key", key);
    }

    private static Map<String, String> amount(Money amount) {
        return Map.of("value", amount.amount(), "currency", amount.currencyCode());
    }

    private static void requireDone(Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            // The shop's settings are at fault: it can go when an operator has mended them.
            throw ProviderFailure.busy("http-" + answer.status(), null);
        }
        if (answer.status() >= 300) {
            throw ProviderFailure.rejected(code(answer.text("/code")));
        }
        if (answer.body().at("/status").isMissingNode()) {
            throw ProviderFailure.unknown("garbage", null);
        }
    }

    private static String code(String code) {
        return CODE.matcher(code).matches() ? code : "refused";
    }

    private static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw ProviderFailure.unknown("garbage", null);
        }
        return text;
    }
}
