package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.IncomingPart;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabets;
import io.trunkline.smsproxy.carrier.smpp.text.Part;
import io.trunkline.smsproxy.carrier.smpp.text.UserData;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a centre delivers. Never fails: a centre would send again and again what is refused. */
final class SmppNotices {

    private final String carrier;
    private final SmppConfig.Receiving config;
    private final Alphabets alphabets;
    private final IncomingIds ids;
    private final Clock clock;

    SmppNotices(String carrier, SmppConfig.Receiving config, Alphabets alphabets, Clock clock) {
        this.carrier = carrier;
        this.config = config;
        this.alphabets = alphabets;
        this.ids = new IncomingIds(
                config.messageIdTag().map(Integer::decode).orElse(Tlvs.RECEIPTED_MESSAGE_ID),
                config.repeatsWithin(),
                clock);
        this.clock = clock;
    }

    /**
     * Takes over what was stored before: a centre that got no answer to a message sends it once more, whoever answers now.
     * Blocks.
     */
    void takeOver(Arrivals arrivals) {
        Instant since = clock.instant().minus(config.repeatsWithin());
        ids.remember(arrivals.storedSince(carrier, since, IncomingIds.MOST_REMEMBERED)
                .await()
                .atMost(config.storeWithin()));
    }

    /** Null if it is a receipt of nobody knows what. */
    @Nullable
    CarrierNotice read(Delivery delivery) {
        UserData data = delivery.hasHeader()
                ? UserData.withHeader(delivery.octets())
                : UserData.withoutHeader(delivery.octets());
        return isReceipt(delivery, data) ? receipt(delivery, data) : message(delivery, data);
    }

    private boolean isReceipt(Delivery delivery, UserData data) {
        if (!delivery.isPlain()) {
            return delivery.isMarkedAsReceipt();
        }
        Tlvs parameters = delivery.parameters();
        if (parameters.octets(Tlvs.RECEIPTED_MESSAGE_ID) != null && parameters.octets(Tlvs.MESSAGE_STATE) != null) {
            return true;
        }
        return config.unmarkedReceipts() && SmppReceipt.isWrittenIn(receiptText(delivery, data));
    }

    private @Nullable CarrierNotice receipt(Delivery delivery, UserData data) {
        SmppReceipt receipt = SmppReceipt.of(delivery.parameters(), receiptText(delivery, data), config.receiptZone());
        String messageId = receipt.messageId(config.receiptIds());
        if (messageId == null) {
            return null;
        }
        // A word that nobody knows claims nothing.
        State state = receipt.state() == null ? State.SENT : receipt.state();
        return new Receipt(carrier, messageId, state, receipt.code(), notLaterThanNow(receipt.doneAt()));
    }

    /** ASCII, whatever data_coding 0 means for messages: as GSM text an id such as {@code a_1} would be another one. */
    private String receiptText(Delivery delivery, UserData data) {
        return alphabets.isUcs2(delivery.dataCoding())
                ? alphabets.read(delivery.dataCoding(), data.text())
                : new String(data.text(), StandardCharsets.ISO_8859_1);
    }

    private Instant notLaterThanNow(@Nullable Instant doneAt) {
        Instant now = clock.instant();
        return doneAt == null || doneAt.isAfter(now) ? now : doneAt;
    }

    private CarrierNotice message(Delivery delivery, UserData data) {
        String text = alphabets.read(delivery.dataCoding(), data.text());
        Part part = data.part() == null ? delivery.parameters().part() : data.part();
        if (part == null) {
            return new Incoming(carrier, ids.of(delivery), delivery.from(), delivery.to(), text, List.of());
        }
        return new IncomingPart(
                carrier, delivery.from(), delivery.to(), text, part.reference(), part.total(), part.number());
    }
}
