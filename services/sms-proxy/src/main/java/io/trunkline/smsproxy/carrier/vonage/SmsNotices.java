package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.IncomingPart;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the SMS API posts: messages, perhaps in parts, and receipts. */
record SmsNotices(HttpAccount account) {

    /** Vonage's code for a message that has been delivered. */
    private static final String NO_ERROR = "0";

    List<CarrierNotice> read(FormFields fields) {
        if (fields.has("status")) {
            return receipt(fields);
        }
        return "binary".equals(fields.value("type")) ? List.of() : List.of(message(fields));
    }

    private CarrierNotice message(FormFields fields) {
        String from = fields.number("msisdn");
        String to = fields.number("to");
        String text = fields.text("text");
        int total = "true".equals(fields.value("concat")) ? fields.integer("concat-total", 1, 255) : 1;
        if (total == 1) {
            return new Incoming(account.name(), fields.identifier("messageId"), from, to, text, List.of());
        }
        int number = fields.integer("concat-part", 1, total);
        return new IncomingPart(account.name(), from, to, text, reference(fields), total, number);
    }

    /** The same number for the same text: Vonage does not promise that it is a number. */
    private static int reference(FormFields fields) {
        String reference = fields.identifier("concat-ref");
        return reference.matches("[0-9]{1,9}") ? Integer.parseInt(reference) : reference.hashCode() & Integer.MAX_VALUE;
    }

    private List<CarrierNotice> receipt(FormFields fields) {
        String id = fields.identifier("messageId");
        State state = state(fields.identifier("status"));
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(),
                        id,
                        state,
                        code(fields),
                        Moments.utcOr(
                                fields.optional("message-timestamp"),
                                account.clock().instant())));
    }

    private static @Nullable String code(FormFields fields) {
        String code = fields.code("err-code");
        return NO_ERROR.equals(code) ? null : code;
    }

    /** Null for a status that is not known. */
    private static @Nullable State state(String status) {
        return switch (status) {
            case "accepted", "buffered" -> State.SENT;
            case "unknown" -> State.UNCONFIRMED;
            case "delivered" -> State.DELIVERED;
            case "failed" -> State.FAILED;
            case "expired" -> State.EXPIRED;
            case "rejected" -> State.REJECTED;
            default -> null;
        };
    }
}
