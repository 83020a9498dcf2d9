package io.trunkline.smsproxy.carrier.flowroute;

import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Links;
import io.trunkline.smsproxy.carrier.http.Moments;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads Flowroute's callbacks: flat ones of v1 and v2, nested ones of v2.1 and v2.2. */
record FlowrouteNotices(HttpAccount account, Ids ids) {

    List<CarrierNotice> read(WebhookRequest request) {
        JsonFields json = Json.fields(request);
        if (!json.has("data")) {
            return List.of(flat(json));
        }
        JsonFields data = json.object("data");
        return switch (data.identifier("type")) {
            case "message" -> nested(data, json);
            case "delivery_receipt" -> receipt(data);
            default -> List.of();
        };
    }

    private Incoming flat(JsonFields message) {
        requireTexts(message);
        if (message.node().path("body").isMissingNode()) {
            throw WebhookRefused.unreadable("body is missing");
        }
        return incoming(flatId(message), message, List.of());
    }

    /** Flowroute has always sent one, but the first sms-proxy did not ask for it: what comes without it is no repeat. */
    private String flatId(JsonFields message) {
        return message.has("id") ? message.identifier("id") : ids.next().toString();
    }

    /** Flowroute writes numbers in quotes; a number that is none has lost its leading zeros somewhere. */
    private static void requireTexts(JsonFields message) {
        if (!message.hasText("from") || !message.hasText("to")) {
            throw WebhookRefused.unreadable("from and to are to be texts");
        }
    }

    private List<CarrierNotice> nested(JsonFields data, JsonFields whole) {
        JsonFields attributes = data.object("attributes");
        String direction = attributes.optional("direction");
        if (direction != null && !direction.equals("inbound")) {
            return List.of();
        }
        requireTexts(attributes);
        return List.of(incoming(data.identifier("id"), attributes, media(whole)));
    }

    private Incoming incoming(String id, JsonFields message, List<URI> media) {
        return new Incoming(
                account.name(), id, message.number("from"), message.number("to"), message.text("body"), media);
    }

    private static List<URI> media(JsonFields whole) {
        return Links.of(whole.objects("included").stream()
                .filter(included -> "media".equals(included.value("type")))
                .map(included -> included.object("attributes").value("url")));
    }

    private List<CarrierNotice> receipt(JsonFields data) {
        JsonFields attributes = data.object("attributes");
        State state = state(attributes.identifier("status"), attributes.optional("level"));
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(),
                        data.identifier("id"),
                        state,
                        attributes.code("status_code"),
                        Moments.isoOr(
                                attributes.optional("timestamp"),
                                account.clock().instant())));
    }

    /** Null for a status that tells nothing. */
    private static @Nullable State state(String status, @Nullable String level) {
        boolean isHandedOver = "1".equals(level);
        return switch (status.toLowerCase(Locale.ROOT)) {
            // A receipt of level 1 is the next carrier's: it has the message, the handset perhaps not.
            case "delivered", "message delivered", "success" -> isHandedOver ? State.UNCONFIRMED : State.DELIVERED;
            case "message buffered", "buffered", "sent", "message sent", "accepted" ->
                isHandedOver ? State.UNCONFIRMED : State.SENT;
            case "undelivered", "undeliverable" -> State.UNDELIVERED;
            case "failed", "failure", "error" -> State.FAILED;
            case "expired" -> State.EXPIRED;
            case "rejected" -> State.REJECTED;
            default -> null;
        };
    }
}
