package io.trunkline.smsproxy.carrier.bandwidth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.trunkline.smsproxy.carrier.http.Senders;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An account at Bandwidth. */
public final class BandwidthCarrier implements WebhookCarrier {

    private final HttpAccount account;
    private final String application;
    private final String path;
    private final String authorization;
    private final ApiClient api;
    private final Senders senders;
    private final BandwidthLogin login;
    private final BandwidthNotices notices;

    public BandwidthCarrier(HttpAccount account, BandwidthConfig config) {
        this.account = account;
        this.application = config.application();
        this.path = "/users/" + ApiRequest.encoded(config.account()) + "/messages";
        this.authorization = Proofs.basic(config.user(), account.secret("password", config.password()));
        this.api = new ApiClient(account, config.api(), config.limits());
        this.senders = new Senders(config.addresses());
        this.login = new BandwidthLogin(account, config);
        this.notices = new BandwidthNotices(account);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.post(request(sms))).map(BandwidthCarrier::accepted);
    }

    private ApiRequest request(OutgoingSms sms) {
        ObjectNode body = Json.object().put("applicationId", application).put("from", sms.from());
        body.putArray("to").add(sms.to());
        body.put("text", sms.text()).put("tag", sms.id().toString());
        if (!sms.media().isEmpty()) {
            body.set("media", Json.links(sms.media()));
        }
        if (sms.expiresAt() != null) {
            body.put(
                    "expiration",
                    sms.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return ApiRequest.json(path, authorization, body);
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw BandwidthErrors.failureOf(answer);
        }
        return answer.acceptedAs(answer.json().value("id"));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        senders.verify(request);
        login.verify(request);
        return notices.read(request);
    }
}
