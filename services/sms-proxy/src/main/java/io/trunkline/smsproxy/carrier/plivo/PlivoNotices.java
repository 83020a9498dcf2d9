package io.trunkline.smsproxy.carrier.plivo;

import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Links;
import io.trunkline.smsproxy.carrier.http.Moments;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads Plivo's forms. */
record PlivoNotices(HttpAccount account) {

    private static final int MOST_MEDIA = 20;

    /** What Plivo writes where there is no error. */
    private static final String NO_ERROR = "000";

    List<CarrierNotice> read(WebhookRequest request) {
        FormFields fields = FormFields.of(request);
        return fields.has("Status") ? receipt(fields) : List.of(incoming(fields));
    }

    private Incoming incoming(FormFields fields) {
        return new Incoming(
                account.name(),
                fields.identifier("MessageUUID"),
                fields.number("From"),
                fields.number("To"),
                fields.text("Text"),
                media(fields));
    }

    private static List<URI> media(FormFields fields) {
        return Links.of(IntStream.range(0, MOST_MEDIA).mapToObj(each -> fields.value("Media" + each)));
    }

    private List<CarrierNotice> receipt(FormFields fields) {
        String id = fields.identifier("MessageUUID");
        State state = state(fields.identifier("Status"));
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(),
                        id,
                        state,
                        code(fields),
                        Moments.utcOr(
                                fields.optional("DeliveryReportTime"),
                                account.clock().instant())));
    }

    private static @Nullable String code(FormFields fields) {
        String code = fields.code("ErrorCode");
        return NO_ERROR.equals(code) ? null : code;
    }

    /** Null for what the answer to the sending has told already, and for what is not known. */
    private static @Nullable State state(String status) {
        return switch (status) {
            case "sent" -> State.SENT;
            case "delivered" -> State.DELIVERED;
            case "undelivered" -> State.UNDELIVERED;
            case "failed" -> State.FAILED;
            case "rejected" -> State.REJECTED;
            default -> null;
        };
    }
}
