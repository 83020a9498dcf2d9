package io.trunkline.smsproxy.carrier.smpp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ids for messages that come in: deliver_sm has none. A centre that got no answer sends the same once more, and so does a
 * person who says "ok" twice; what tells them apart is time. The id of a text holds for a while after it was first seen here.
 * For those first seen by another process, or before a restart, it also is the same within a fixed slice of time.
 */
final class IncomingIds {

    private static final int MOST_REMEMBERED = 100_000;
    private static final int OCTETS = 16;

    private final int tag;
    private final Clock clock;
    private final Duration repeatsWithin;
    private final Cache<String, String> recent;

    /** @param tag of the parameter in which the centre gives ids */
    IncomingIds(int tag, Duration repeatsWithin, Clock clock) {
        this.tag = tag;
        this.clock = clock;
        this.repeatsWithin = repeatsWithin;
        this.recent = Caffeine.newBuilder()
                .expireAfterWrite(repeatsWithin)
                .maximumSize(MOST_REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    String of(Delivery delivery) {
        String given = given(delivery.parameters());
        return given == null ? recent.get(print(delivery), this::inThisSlice) : given;
    }

    private @Nullable String given(Tlvs parameters) {
        String given = parameters.text(tag);
        return given == null ? parameters.text(Tlvs.RECEIPTED_MESSAGE_ID) : given;
    }

    private String inThisSlice(String print) {
        return print + "-" + clock.millis() / Math.max(1, repeatsWithin.toMillis());
    }

    private static String print(Delivery delivery) {
        MessageDigest digest = sha256();
        String head = delivery.from() + "\0" + delivery.to() + "\0" + delivery.dataCoding() + "\0";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(delivery.octets()), 0, OCTETS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
