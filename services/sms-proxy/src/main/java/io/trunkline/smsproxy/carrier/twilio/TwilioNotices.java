package io.trunkline.smsproxy.carrier.twilio;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Fields;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.Links;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Twilio posts. Only known names are read: the signature has no border between names and values, so that a
 * forger may shift it.
 */
record TwilioNotices(HttpAccount account) {

    private static final int MOST_MEDIA = 20;
    private static final Set<String> INCOMING = Set.of("receiving", "received");

    List<CarrierNotice> read(WebhookRequest request) {
        Fields fields = TwilioSignature.isJson(request) ? Json.fields(request) : FormFields.of(request);
        String status = status(fields);
        return status == null || INCOMING.contains(status) ? List.of(incoming(fields)) : receipt(fields, status);
    }

    private static @Nullable String status(Fields fields) {
        String status = fields.optional("MessageStatus");
        return status == null ? fields.optional("SmsStatus") : status;
    }

    private Incoming incoming(Fields fields) {
        return new Incoming(
                account.name(),
                fields.identifier("MessageSid"),
                fields.number("From"),
                fields.number("To"),
                fields.text("Body"),
                media(fields));
    }

    private static List<URI> media(Fields fields) {
        int count = fields.optional("NumMedia") == null ? 0 : fields.integer("NumMedia", 0, MOST_MEDIA);
        return Links.of(IntStream.range(0, count).mapToObj(each -> fields.value("MediaUrl" + each)));
    }

    private List<CarrierNotice> receipt(Fields fields, String status) {
        String id = fields.identifier("MessageSid");
        State state = state(status);
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(), id, state, code(fields), account.clock().instant()));
    }

    private static @Nullable String code(Fields fields) {
        String code = fields.code("ErrorCode");
        return "0".equals(code) ? null : code;
    }

    /** Null for what the answer to the sending has told already, and for what is not known. */
    private static @Nullable State state(String status) {
        return switch (status) {
            case "sent" -> State.SENT;
            case "partially_delivered" -> State.UNCONFIRMED;
            case "delivered", "read" -> State.DELIVERED;
            case "undelivered" -> State.UNDELIVERED;
            case "failed", "canceled" -> State.FAILED;
            default -> null;
        };
    }
}
