package io.trunkline.smsproxy.carrier.telnyx;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Links;
import io.trunkline.smsproxy.carrier.http.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Telnyx's events. */
record TelnyxNotices(HttpAccount account) {

    List<CarrierNotice> read(WebhookRequest request) {
        JsonFields event = Json.fields(request).object("data");
        JsonFields payload = event.object("payload");
        return switch (event.identifier("event_type")) {
            case "message.received" -> incoming(payload);
            case "message.sent", "message.finalized" ->
                receipt(event, payload, state(payload.first("to").identifier("status")));
            case "message.read" -> receipt(event, payload, State.DELIVERED);
            default -> List.of();
        };
    }

    private List<CarrierNotice> incoming(JsonFields payload) {
        if ("outbound".equals(payload.value("direction"))) {
            return List.of();
        }
        return List.of(new Incoming(
                account.name(),
                payload.identifier("id"),
                payload.object("from").number("phone_number"),
                payload.first("to").number("phone_number"),
                payload.text("text"),
                Links.of(payload.objects("media").stream().map(media -> media.value("url")))));
    }

    private List<CarrierNotice> receipt(JsonFields event, JsonFields payload, @Nullable State state) {
        String id = payload.identifier("id");
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(),
                        id,
                        state,
                        payload.first("errors").code("code"),
                        Moments.isoOr(
                                event.optional("occurred_at"), account.clock().instant())));
    }

    /** Null for what the answer to the sending has told already, and for what is not known. */
    private static @Nullable State state(String status) {
        return switch (status) {
            case "sent" -> State.SENT;
            case "delivery_unconfirmed" -> State.UNCONFIRMED;
            case "delivered" -> State.DELIVERED;
            case "delivery_failed" -> State.UNDELIVERED;
            case "sending_failed", "cancelled" -> State.FAILED;
            case "expired" -> State.EXPIRED;
            default -> null;
        };
    }
}
