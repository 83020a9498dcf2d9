package io.trunkline.smsproxy.carrier.flowroute;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Senders;
import java.util.List;

/** An account at Flowroute. Each webhook is read in every shape that Flowroute has: accounts get one or the other. */
public final class FlowrouteCarrier implements WebhookCarrier {

    private final HttpAccount account;
    private final FlowrouteVersion version;
    private final String authorization;
    private final ApiClient api;
    private final Senders senders;
    private final FlowrouteNotices notices;

    /** @param ids for messages that come without one */
    public FlowrouteCarrier(HttpAccount account, FlowrouteConfig config, Ids ids) {
        this.account = account;
        this.version = config.version();
        this.authorization = Proofs.basic(
                account.secret("access-key", config.accessKey()), account.secret("secret-key", config.secretKey()));
        this.api = new ApiClient(account, config.api(), config.limits());
        this.senders = new Senders(config.addresses());
        this.notices = new FlowrouteNotices(account, ids);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom()
                .deferred(() -> api.post(version.request(sms, account.webhook(), authorization)))
                .map(FlowrouteCarrier::accepted);
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw FlowrouteErrors.failureOf(answer);
        }
        JsonFields json = answer.json();
        return answer.acceptedAs(json.has("data") ? json.object("data").value("id") : json.value("id"));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        senders.verify(request);
        return notices.read(request);
    }
}
