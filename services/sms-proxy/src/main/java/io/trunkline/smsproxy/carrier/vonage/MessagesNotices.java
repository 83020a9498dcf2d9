package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Links;
import io.trunkline.smsproxy.carrier.http.Moments;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the Messages API posts; of its channels only the telephone's. */
record MessagesNotices(HttpAccount account) {

    private static final Set<String> CHANNELS = Set.of("sms", "mms");

    List<CarrierNotice> read(JsonFields json) {
        if (!CHANNELS.contains(json.identifier("channel"))) {
            return List.of();
        }
        return json.has("status") ? receipt(json) : List.of(message(json));
    }

    private Incoming message(JsonFields json) {
        return new Incoming(
                account.name(),
                json.identifier("message_uuid"),
                json.number("from"),
                json.number("to"),
                json.text("text"),
                media(json));
    }

    /** The field with the link has the name of what it is, such as {@code image}. */
    private static List<URI> media(JsonFields json) {
        String type = json.optional("message_type");
        return type == null ? List.of() : Links.of(Stream.of(json.object(type)).map(media -> media.value("url")));
    }

    private List<CarrierNotice> receipt(JsonFields json) {
        String id = json.identifier("message_uuid");
        State state = state(json.identifier("status"));
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(),
                        id,
                        state,
                        VonageErrors.code(json.object("error")),
                        Moments.isoOr(
                                json.optional("timestamp"), account.clock().instant())));
    }

    /** Null for a status that is not known. */
    private static @Nullable State state(String status) {
        return switch (status) {
            case "submitted" -> State.SENT;
            case "delivered", "read" -> State.DELIVERED;
            case "undeliverable" -> State.UNDELIVERED;
            case "rejected" -> State.REJECTED;
            default -> null;
        };
    }
}
