package io.trunkline.kit.webhook;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the customers of this service can be called for. */
@ApplicationScoped
public class WebhookPurposes {

    private final List<WebhookPurpose> purposes;

    WebhookPurposes(@All List<WebhookPurpose> purposes) {
        this.purposes = purposes;
    }

    /** Whether there is such a purpose. */
    public boolean has(String name) {
        return named(name) != null;
    }

    @Nullable
    WebhookPurpose named(String name) {
        for (WebhookPurpose purpose : purposes) {
            if (purpose.name().equals(name)) {
                return purpose;
            }
        }
        return null;
    }
}
