package io.trunkline.events;

import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.CallCreditEvent;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A topic of the bus: who owns it is the first part of its name. */
public enum Topic {
    SESSIONS_ACCOUNT("sessions.account", AccountEvent.class, Retention.days(30)),
    /** Compacted, and short-lived: a revocation matters for as long as an access token may still be valid. */
    SESSIONS_SESSION("sessions.session", SessionEvent.class, Retention.lastPerKey(Duration.ofDays(1))),
    VOUCHERS_VOUCHER("vouchers.voucher", VoucherEvent.class, Retention.days(30)),
    VOUCHERS_BALANCE("vouchers.balance", BalanceEvent.class, Retention.lastPerKey()),
    /** A call that is over has no use for it. */
    VOUCHERS_CALL_CREDIT("vouchers.call-credit", CallCreditEvent.class, Retention.days(1)),
    VOUCHERS_PAYMENT("vouchers.payment", PaymentEvent.class, Retention.days(30)),
    /** Texts may carry one-time codes: they do not stay on the bus for longer than a restart of the receiver needs. */
    SMS_PROXY_SEND("sms-proxy.send", SendCommand.class, new Retention(false, Duration.ofHours(4))),
    SMS_PROXY_MESSAGE("sms-proxy.message", MessageEvent.class, Retention.days(30)),
    SMS_PROXY_MASKED_SESSION("sms-proxy.masked-session", MaskedSessionEvent.class, Retention.days(30)),
    DIALER_CALL("dialer.call", CallEvent.class, Retention.days(30));

    private static final Map<String, Class<? extends Event>> TYPES = Arrays.stream(values())
            .flatMap(topic -> topic.eventTypes().stream().map(type -> Map.entry(Event.typeOf(topic, type), type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Topic> NAMES =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

    private final String topicName;
    private final Class<? extends Event> family;
    private final Retention retention;

    Topic(String topicName, Class<? extends Event> family, Retention retention) {
        this.topicName = topicName;
        this.family = family;
        this.retention = retention;
    }

    /** The name on the broker, {@code <service>.<aggregate>}. */
    public String topicName() {
        return topicName;
    }

    /** Where records go that no retry can cure. */
    public String deadLetterName() {
        return topicName + ".dead-letter";
    }

    public Retention retention() {
        return retention;
    }

    /** The records that may stand on this topic, in the order of their declaration. */
    public List<Class<? extends Event>> eventTypes() {
        return Arrays.stream(family.getPermittedSubclasses())
                .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                .toList();
    }

    /** The sealed interface of this topic. */
    public Class<? extends Event> family() {
        return family;
    }

    /** Null if no topic has that name. */
    public static @Nullable Topic named(String topicName) {
        return NAMES.get(topicName);
    }

    /** The record of a {@code ce_type}; null if this build does not know the type. */
    public static @Nullable Class<? extends Event> recordOf(String type) {
        return TYPES.get(type);
    }

    /**
     * How long the broker keeps a record.
     *
     * @param compacted keep at least the last record of each key
     * @param time after which a record may go; null keeps the last of each key for ever
     */
    public record Retention(boolean compacted, @Nullable Duration time) {

        static Retention days(int days) {
            return new Retention(false, Duration.ofDays(days));
        }

        static Retention lastPerKey() {
            return new Retention(true, null);
        }

        static Retention lastPerKey(Duration time) {
            return new Retention(true, time);
        }

        /** The values of Kafka's {@code cleanup.policy}. */
        public List<String> cleanupPolicies() {
            if (!compacted) {
                return List.of("delete");
            }
            return time == null ? List.of("compact") : List.of("compact", "delete");
        }
    }
}
