package io.trunkline.smsproxy.message;

import io.trunkline.events.E164;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.message.NewMessage.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the system says by itself. It says who speaks; what people write is passed on untouched. */
@ApplicationScoped
public class Notices {

    /** Later it would only confuse. */
    private static final Duration WORTH = Duration.ofHours(6);

    private final ProxyConfig config;
    private final Ids ids;

    Notices(ProxyConfig config, Ids ids) {
        this.config = config;
        this.ids = ids;
    }

    /** A notice from a number to somebody who uses it. */
    public NewMessage notice(
            @Nullable UUID owner,
            @Nullable UUID session,
            @Nullable UUID participant,
            String from,
            E164 to,
            String text,
            String carrier,
            List<String> fallbacks,
            Instant now) {
        return new NewMessage(
                ids.next(),
                owner,
                session,
                participant,
                null,
                Origin.NOTICE,
                from,
                to,
                signed(text),
                List.of(),
                Priority.NOTICE,
                carrier,
                fallbacks,
                now.plus(WORTH),
                now,
                null);
    }

    private String signed(String text) {
        return "[" + config.organization().toUpperCase(Locale.ROOT) + "]: " + text;
    }
}
