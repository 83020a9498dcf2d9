package io.trunkline.smsproxy.carrier.generic;

import com.fasterxml.jackson.core.JsonPointer;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Fields;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads fields where the settings say that they are. */
final class GenericNotices {

    private final HttpAccount account;
    private final GenericConfig.Inbound in;
    private final GenericConfig.@Nullable Receipts receipts;

    GenericNotices(HttpAccount account, GenericConfig.Inbound in) {
        this.account = account;
        this.in = in;
        this.receipts = in.receipts().orElse(null);
        if (in.format() == GenericConfig.Format.JSON) {
            requirePointers(in, receipts);
        }
    }

    private static void requirePointers(GenericConfig.Inbound in, GenericConfig.@Nullable Receipts receipts) {
        Stream.of(in.id(), in.from(), in.to(), in.text()).forEach(JsonPointer::compile);
        if (receipts != null) {
            Stream.of(receipts.id(), receipts.status()).forEach(JsonPointer::compile);
            receipts.code().ifPresent(JsonPointer::compile);
        }
    }

    List<CarrierNotice> read(WebhookRequest request) {
        Fields fields = fields(request);
        return receipts != null && fields.has(receipts.status())
                ? receipt(fields, receipts)
                : List.of(incoming(fields));
    }

    private Fields fields(WebhookRequest request) {
        return switch (in.format()) {
            case FORM -> FormFields.of(request);
            case JSON -> new Pointed(Json.fields(request));
        };
    }

    private Incoming incoming(Fields fields) {
        return new Incoming(
                account.name(),
                fields.identifier(in.id()),
                fields.number(in.from()),
                fields.number(in.to()),
                fields.text(in.text()),
                List.of());
    }

    private List<CarrierNotice> receipt(Fields fields, GenericConfig.Receipts names) {
        String id = fields.identifier(names.id());
        String word = fields.identifier(names.status());
        State state = names.states().get(word.toLowerCase(Locale.ROOT));
        String code = names.code().map(fields::code).orElse(null);
        return state == null
                ? List.of()
                : List.of(new Receipt(
                        account.name(), id, state, code, account.clock().instant()));
    }

    /** Fields whose names are JSON pointers. */
    private record Pointed(JsonFields json) implements Fields {

        @Override
        public @Nullable String value(String pointer) {
            return json.valueAt(JsonPointer.compile(pointer));
        }

        @Override
        public boolean has(String pointer) {
            return !json.node().at(pointer).isMissingNode()
                    && !json.node().at(pointer).isNull();
        }
    }
}
