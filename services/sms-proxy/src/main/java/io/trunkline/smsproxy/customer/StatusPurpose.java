package io.trunkline.smsproxy.customer;

import io.trunkline.kit.webhook.WebhookPurpose;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells an owner what becomes of messages and sessions. */
@ApplicationScoped
class StatusPurpose implements WebhookPurpose {

    static final String NAME = "status";

    @Override
    public String name() {
        return NAME;
    }
}
