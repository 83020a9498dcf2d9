package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.pool.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Takes messages that an owner brings in the carrier's place. An owner is not the carrier: what is for a number of somebody
 * else is let fall, for it must neither reach that one's sessions nor be answered from that one's number.
 */
@ApplicationScoped
class LegacyArrivals {

    private final Arrivals arrivals;
    private final Numbers numbers;
    private final TelephoneNumbers telephoneNumbers;
    private final ProxyConfig config;
    private final Ids ids;

    LegacyArrivals(Arrivals arrivals, Numbers numbers, TelephoneNumbers telephoneNumbers, ProxyConfig config, Ids ids) {
        this.arrivals = arrivals;
        this.numbers = numbers;
        this.telephoneNumbers = telephoneNumbers;
        this.config = config;
        this.ids = ids;
    }

    /** Completes when the message is durable. */
    Uni<Void> take(UUID owner, LegacyMessageRequest message) {
        E164 to = telephoneNumbers.read(message.to());
        if (to == null) {
            return arrivals.take(notice(owner, message, message.to()));
        }
        return numbers.isOfAnother(owner, to)
                .chain(ofAnother ->
                        ofAnother ? Uni.createFrom().voidItem() : arrivals.take(notice(owner, message, to.number())));
    }

    private CarrierNotice notice(UUID owner, LegacyMessageRequest message, String to) {
        E164 from = telephoneNumbers.read(message.from());
        return new CarrierNotice.Incoming(
                config.defaultCarrier(),
                messageId(owner, message),
                from == null ? message.from() : from.number(),
                to,
                message.body(),
                List.of());
    }

    /** Ids are the owner's own, so that nobody can use up those of somebody else. */
    private String messageId(UUID owner, LegacyMessageRequest message) {
        return owner + "/" + (message.id() == null ? ids.next() : message.id());
    }
}
