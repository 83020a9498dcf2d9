package io.trunkline.smsproxy.customer;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.Refused;
import io.trunkline.kit.webhook.WebhookEndpoint;
import io.trunkline.kit.webhook.WebhookEndpoints;
import io.trunkline.kit.webhook.WebhookPurposes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What owners may do about where they are called. */
@ApplicationScoped
class CustomerEndpoints {

    private final WebhookEndpoints endpoints;
    private final WebhookPurposes purposes;

    CustomerEndpoints(WebhookEndpoints endpoints, WebhookPurposes purposes) {
        this.endpoints = endpoints;
        this.purposes = purposes;
    }

    /** Fails with {@link Refused} if nobody is called for that, or the address cannot be called. */
    Uni<WebhookEndpoint> set(UUID owner, String purpose, String url) {
        return purposes.has(purpose)
                ? endpoints.set(owner, purpose, url)
                : Uni.createFrom()
                        .failure(new Refused(CustomerProblem.UNKNOWN_PURPOSE, "There is no purpose of that name"));
    }

    /** Fails with {@link Refused} if there is none. */
    Uni<Void> remove(UUID owner, String purpose) {
        return endpoints
                .remove(owner, purpose)
                .invoke(removed -> {
                    if (!removed) {
                        throw new Refused(CustomerProblem.UNKNOWN_ENDPOINT, "There is nothing to delete");
                    }
                })
                .replaceWithVoid();
    }
}
