package io.trunkline.events;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fact that one service tells the others, or a command to one of them.
 *
 * <p>Each topic has one sealed interface; its records are the topic's types, so a consumer's {@code switch} is checked by
 * the compiler. Records only grow: a new component must be nullable or have a meaningful default, and a change that old
 * consumers could not stand is a new type.
 */
public interface Event {

    /** Where it is published. */
    Topic topic();

    /** The aggregate it belongs to: Kafka's record key and {@code ce_subject}. Order is kept per key. */
    String key();

    /** When it happened, not when it was published. */
    Instant at();

    /** {@code ce_type}: the topic's name and the record's, such as {@code vouchers.voucher.batch-issued}. */
    default String type() {
        return typeOf(topic(), getClass());
    }

    static String typeOf(Topic topic, Class<?> record) {
        String name = WORD_START.matcher(record.getSimpleName()).replaceAll("-$1");
        return topic.topicName() + "." + name.toLowerCase(Locale.ROOT);
    }

    Pattern WORD_START = Pattern.compile("(?<=[a-z])([A-Z])");
}
