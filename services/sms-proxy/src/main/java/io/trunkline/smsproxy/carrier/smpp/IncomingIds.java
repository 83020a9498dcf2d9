package io.trunkline.smsproxy.carrier.smpp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.trunkline.smsproxy.carrier.Arrivals.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids for messages that come in: deliver_sm has none. A centre that got no answer sends the same once more, and so does a
 * person who says "ok" twice; what tells them apart is time. The id of a text holds for a while after it was first seen, here
 * or by whoever took messages in before: what that one has stored is remembered. For what two take in at the same time it also
 * is the same within a fixed slice of time.
 */
final class IncomingIds {

    static final int MOST_REMEMBERED = 100_000;

    private static final int OCTETS = 16;
    /** A print, and the slice in which its text was first seen. */
    private static final Pattern OWN = Pattern.compile("([0-9a-f]{" + 2 * OCTETS + "})-[0-9]+");

    private final int tag;
    private final Clock clock;
    private final Duration repeatsWithin;
    private final Cache<String, Seen> recent;

    /** @param tag of the parameter in which the centre gives ids */
    IncomingIds(int tag, Duration repeatsWithin, Clock clock) {
        this.tag = tag;
        this.clock = clock;
        this.repeatsWithin = repeatsWithin;
        this.recent = Caffeine.newBuilder()
                .expireAfter(Expiry.creating((String print, Seen seen) -> rest(seen)))
                .maximumSize(MOST_REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    private record Seen(String id, Instant at) {}

    private Duration rest(Seen seen) {
        return Duration.between(clock.instant(), seen.at().plus(repeatsWithin));
    }

    String of(Delivery delivery) {
        String given = given(delivery.parameters());
        return given == null ? recent.get(print(delivery), this::firstSeen).id() : given;
    }

    /** @param stored the latest first */
    void remember(List<Stored> stored) {
        for (Stored one : stored) {
            Matcher own = OWN.matcher(one.messageId());
            if (own.matches()) {
                recent.asMap().putIfAbsent(own.group(1), new Seen(one.messageId(), one.at()));
            }
        }
    }

    private @Nullable String given(Tlvs parameters) {
        String given = parameters.text(tag);
        return given == null ? parameters.text(Tlvs.RECEIPTED_MESSAGE_ID) : given;
    }

    private Seen firstSeen(String print) {
        Instant now = clock.instant();
        return new Seen(print + "-" + now.toEpochMilli() / Math.max(1, repeatsWithin.toMillis()), now);
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
