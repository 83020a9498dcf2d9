package io.trunkline.smsproxy.webhook;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.Carriers;
import io.trunkline.smsproxy.carrier.WebhookAnswer;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookConfig;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/** Takes what carriers post: checked, read, stored, and only then answered. */
@ApplicationScoped
class Webhooks {

    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final Carriers carriers;
    private final Arrivals arrivals;
    private final WebhookConfig config;

    Webhooks(Carriers carriers, Arrivals arrivals, WebhookConfig config) {
        this.carriers = carriers;
        this.arrivals = arrivals;
        this.config = config;
    }

    /** The address by which a carrier has called: what stands between does not change what was signed. */
    String publicUrl(String uri) {
        return config.publicUrl(uri);
    }

    Uni<WebhookAnswer> take(String carrier, String secret, WebhookRequest request) {
        WebhookCarrier adapter = adapter(carrier, secret);
        return storeAll(read(adapter, request)).replaceWith(adapter::answer);
    }

    private WebhookCarrier adapter(String carrier, String secret) {
        CarrierAccount account = carriers.named(carrier);
        String expected = config.secrets().get(carrier);
        if (account != null
                && expected != null
                && account.carrier() instanceof WebhookCarrier adapter
                && same(expected, secret)) {
            return adapter;
        }
        throw new Refused(KitProblem.NOT_FOUND, "There is no such webhook");
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CarrierNotice> read(WebhookCarrier adapter, WebhookRequest request) {
        try {
            return adapter.read(request);
        } catch (WebhookRefused refused) {
            throw switch (refused.kind()) {
                case FORGED -> new Refused(KitProblem.FORBIDDEN, refused.reason());
                case UNREADABLE -> new Refused(KitProblem.MALFORMED_REQUEST, refused.reason());
                case UNPROVEN -> Refused.forNow(KitProblem.UNAVAILABLE, refused.reason(), COME_BACK);
            };
        }
    }

    /** In their order. If one cannot be stored the carrier sends all again, and those that are stored are repeats. */
    private Uni<Void> storeAll(List<CarrierNotice> notices) {
        Uni<Void> stored = Uni.createFrom().voidItem();
        for (CarrierNotice notice : notices) {
            stored = stored.chain(() -> arrivals.take(notice));
        }
        return stored;
    }
}
