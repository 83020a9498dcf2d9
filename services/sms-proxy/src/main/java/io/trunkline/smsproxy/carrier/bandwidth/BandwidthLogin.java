package io.trunkline.smsproxy.carrier.bandwidth;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import org.jspecify.annotations.Nullable;

/** The user and the password that webhooks come with, if the application has them. */
final class BandwidthLogin {

    private final @Nullable String expected;

    BandwidthLogin(HttpAccount account, BandwidthConfig config) {
        if (config.webhookUser().isPresent() != config.webhookPassword().isPresent()) {
            throw new IllegalStateException(
                    "The carrier " + account.name() + " needs webhook-user and webhook-password, or neither");
        }
        this.expected = config.webhookUser()
                .map(user -> Proofs.basic(user, config.webhookPassword().orElse("")))
                .orElse(null);
    }

    void verify(WebhookRequest request) {
        if (expected != null && !Proofs.same(request.header("authorization"), expected)) {
            throw WebhookRefused.forged("The user or the password is missing or wrong");
        }
    }
}
