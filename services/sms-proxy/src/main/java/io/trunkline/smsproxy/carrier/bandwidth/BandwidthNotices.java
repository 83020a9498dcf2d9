package io.trunkline.smsproxy.carrier.bandwidth;

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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads Bandwidth's events, of which several may come at once. */
record BandwidthNotices(HttpAccount account) {

    private static final Logger LOG = Logger.getLogger(BandwidthNotices.class);

    private static final Pattern TOLL_FREE = Pattern.compile("\\+1(800|833|844|855|866|877|888)[0-9]{7}");

    /** Bandwidth's code for a message of which no receipt has come. */
    private static final String NO_RECEIPT = "9902";

    /** An event that cannot be read does not hold up the others, which would come again with it for a day. */
    List<CarrierNotice> read(WebhookRequest request) {
        List<JsonFields> events = Json.fields(request).members();
        List<CarrierNotice> notices = new ArrayList<>();
        List<WebhookRefused> refused = new ArrayList<>();
        for (JsonFields event : events) {
            try {
                notices.addAll(notices(event));
            } catch (WebhookRefused unreadable) {
                refused.add(unreadable);
            }
        }
        if (refused.size() == events.size()) {
            throw WebhookRefused.unreadable("There is no event that can be read");
        }
        refused.forEach(unreadable -> LOG.warnf("Passed over an event of %s: %s", account.name(), unreadable.reason()));
        return notices;
    }

    private List<CarrierNotice> notices(JsonFields event) {
        JsonFields message = event.object("message");
        boolean isOurs = "out".equals(message.value("direction"));
        return switch (event.identifier("type")) {
            case "message-received" -> isOurs ? List.of() : List.of(incoming(event, message));
            case "message-sent" -> isOurs ? List.of(receipt(event, message, State.SENT)) : List.of();
            case "message-delivered" ->
                isOurs ? List.of(receipt(event, message, stateOfDelivered(message))) : List.of();
            case "message-read" -> isOurs ? List.of(receipt(event, message, State.DELIVERED)) : List.of();
            case "message-failed" -> isOurs ? List.of(failure(event, message)) : List.of();
            default -> List.of();
        };
    }

    private Incoming incoming(JsonFields event, JsonFields message) {
        if (!"in".equals(message.value("direction"))) {
            throw WebhookRefused.unreadable("direction is missing");
        }
        return new Incoming(
                account.name(),
                message.identifier("id"),
                message.number("from"),
                event.number("to"),
                message.text("text"),
                Links.of(message.texts("media").stream()));
    }

    private Receipt receipt(JsonFields event, JsonFields message, State state) {
        return receipt(event, message, state, null);
    }

    private Receipt failure(JsonFields event, JsonFields message) {
        String code = event.code("errorCode");
        return receipt(event, message, NO_RECEIPT.equals(code) ? State.UNCONFIRMED : State.FAILED, code);
    }

    private Receipt receipt(JsonFields event, JsonFields message, State state, @Nullable String code) {
        return new Receipt(
                account.name(),
                message.identifier("id"),
                state,
                code,
                Moments.isoOr(event.optional("time"), account.clock().instant()));
    }

    /** Only toll-free numbers have receipts of handsets; for others this is the next carrier's word. */
    private static State stateOfDelivered(JsonFields message) {
        String ours = message.optional("from");
        return ours != null && TOLL_FREE.matcher(ours).matches() ? State.DELIVERED : State.UNCONFIRMED;
    }
}
